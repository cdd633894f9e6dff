"""점수 투표: every option gets 0 to 5; the highest sum wins, and what is unmarked is 0."""

from collections.abc import Iterable, Sequence

from app.polls.methods.counting import Order
from app.polls.methods.marks import Marks, Misread, Tally, Weighted
from app.polls.methods.numbered import Numbered, add_up, read_numbers
from app.polls.methods.points import Pointed, PointsResult, most_points, sort_out
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Decision, decide_choice
from app.polls.methods.words import N_

HIGHEST = 5


def score(
    ballots: Iterable[Pointed],
    options: Sequence[int],
    *,
    highest: int = HIGHEST,
    seats: int = 1,
    order: Order | None = None,
) -> PointsResult:
    """Warren D. Smith, Range voting (2000), with unmarked as 0; `per_ballot` is the mean over the valid ballots.

    As unmarked is 0 for everybody, sum and mean rank alike.
    """
    box = sort_out(ballots, options, cap=highest)
    return most_points(box, options, seats=seats, order=order, most=None)


class Score(Numbered):
    """Give every option 0 to 5 points; the highest sum wins."""

    key, label, version = "score", N_("점수 매기기"), 1

    def highest(self, options: int, rules: Rules) -> int:
        """Five points."""
        return HIGHEST

    def most(self, options: int, rules: Rules) -> tuple[int, int] | None:
        """Five points for every option."""
        return HIGHEST, HIGHEST * options

    def possible(self, options: int, rules: Rules) -> int:
        """Every line of points but the one of nothing."""
        return int((HIGHEST + 1) ** options) - 1

    def share_base(self, valid: int, options: int, rules: Rules) -> int:
        """Five points from every valid ballot."""
        return valid * HIGHEST

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """Points for every option, or BLANK."""
        return read_numbers(marks, options, HIGHEST)

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """The points of every option."""
        return add_up(self, ballots, options, rules)

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """The most points take the seats."""
        return decide_choice(tally, rules)
