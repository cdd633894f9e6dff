"""점 투표: n points spread over the options, with a cap for one option; the most points win."""

from collections.abc import Iterable, Sequence
from math import comb

from app.polls.methods.counting import Order
from app.polls.methods.marks import Marks, Misread, Tally, Weighted
from app.polls.methods.numbered import Numbered, add_up, read_numbers
from app.polls.methods.points import Pointed, PointsResult, most_points, sort_out
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Decision, decide_choice
from app.polls.methods.words import N_

MOST_POINTS = 100


def cumulative(
    ballots: Iterable[Pointed],
    options: Sequence[int],
    *,
    points: int,
    cap: int | None = None,
    seats: int = 1,
    order: Order | None = None,
) -> PointsResult:
    """Cumulative voting, which the constitution of Illinois of 1870 laid down for its house and a vote of 1980 ended.

    There a voter could also part the votes in equal fractions; here whole points only, and those not given are
    reported as unused.
    """
    box = sort_out(ballots, options, most=points, cap=cap)
    return most_points(box, options, seats=seats, order=order, most=points)


class Cumulative(Numbered):
    """Give away up to rules.votes_per_voter points; the most points win."""

    key, label, version = "cumulative", N_("점 나누어 주기"), 1

    def most_votes(self, options: int) -> int:
        """More points than anybody wants to count."""
        return MOST_POINTS

    def highest(self, options: int, rules: Rules) -> int:
        """All points may go to one option, unless the rules say how many at most."""
        return min(rules.votes_per_voter, rules.most_per_option or rules.votes_per_voter)

    def most(self, options: int, rules: Rules) -> tuple[int, int] | None:
        """What one option may get, and all points."""
        return self.highest(options, rules), rules.votes_per_voter

    def possible(self, options: int, rules: Rules) -> int:
        """Every way to share out 1 to all of the points: those without a cap less those over it, in turn and back."""
        points, beyond = rules.votes_per_voter, self.highest(options, rules) + 1
        ways = 0
        for many in range(min(options, points // beyond) + 1):
            ways += (-1) ** (many % 2) * comb(options, many) * comb(options + points - many * beyond, options)
        return ways - 1

    def share_base(self, valid: int, options: int, rules: Rules) -> int:
        """All the points that the valid ballots could give."""
        return valid * rules.votes_per_voter

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """Points for every option, at most rules.votes_per_voter together, or BLANK."""
        read = read_numbers(marks, options, self.highest(len(options), rules))
        over = not isinstance(read, Misread) and sum(read) > rules.votes_per_voter
        return Misread.TOO_MANY if over else read

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """The points of every option."""
        return add_up(self, ballots, options, rules)

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """The most points take the seats."""
        return decide_choice(tally, rules)
