"""보르다 방식: on every ballot a point for each option ranked below, half a point for each ranked equal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.polls.methods.counting import Broken, Order, first
from app.polls.methods.marks import Tally, Weighted, ranked
from app.polls.methods.numbered import RanksWithEquals, ranking_of, sort_out_numbers
from app.polls.methods.rankings import Ranked, pairwise, sort_out
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Decision, decide_choice
from app.polls.methods.words import N_

BELOW, BESIDE = 2, 1  # points of a poll for each option ranked below and equal: halves doubled, so that they are whole


@dataclass(frozen=True)
class BordaResult:
    """The elected in order, the points of every option, and the ballots."""

    elected: tuple[int, ...]
    points: Mapping[int, Fraction]
    valid: int
    blank: int
    invalid: int
    ties: tuple[Broken, ...]


def borda(
    ballots: Iterable[Ranked], options: Sequence[int], *, seats: int = 1, order: Order | None = None
) -> BordaResult:
    """Borda, Mémoire sur les élections au scrutin (1784), in points n−1, n−2, … 0.

    Options of equal rank share the mean of their points; unranked options are last and equal, so a short ballot gives
    as many points together as a full one. Raises Tied where equal points leave a seat open and there is no order.
    """
    box = sort_out(ballots, options)
    above = pairwise(box.rows, options)
    valid = box.valid
    points = {a: sum((_points(above, valid, a, b) for b in options if b != a), Fraction(0)) for a in options}
    ties: list[Broken] = []
    elected: list[int] = []
    waiting = sorted(options) if box.rows else []
    while waiting and len(elected) < seats:
        elected += _next(points, waiting, seats - len(elected), order, ties)
        waiting = [option for option in waiting if option not in elected]
    return BordaResult(tuple(elected), points, valid, box.blank, box.invalid, tuple(ties))


def _points(above: Mapping[tuple[int, int], int], valid: int, a: int, b: int) -> Fraction:
    equal = valid - above[a, b] - above[b, a]
    return above[a, b] + Fraction(equal, 2)


def _next(
    points: Mapping[int, Fraction], waiting: Sequence[int], left: int, order: Order | None, ties: list[Broken]
) -> list[int]:
    """All with the most points where there is room for them, otherwise the first of them."""
    most = max(points[option] for option in waiting)
    equal = [option for option in waiting if points[option] == most]
    if len(equal) <= left:
        return equal
    chosen = first(equal, order, "points")
    ties.append(Broken("points", tuple(equal), chosen))
    return [chosen]


class Borda(RanksWithEquals):
    """Rank the options, equal ranks too; two points for each option below, one for each beside, and the most win."""

    key, label, version = "borda", N_("순위 매기기(점수로 바꾸기)"), 1
    has_seats = True

    def share_base(self, valid: int, options: int, rules: Rules) -> int:
        """All others below on every valid ballot."""
        return valid * BELOW * (options - 1)

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """The points of every option, doubled."""
        rows, blank, invalid = sort_out_numbers(self, ballots, options, rules)
        counted = borda([Ranked(ranking_of(marks, options), weight) for marks, weight in rows], options, seats=0)
        votes = {option: int(BELOW * counted.points[option]) for option in options}
        return Tally(votes, ranked(votes), counted.valid, blank, invalid)

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """The most points take the seats; what is below all others on every ballot has no point and is not chosen."""
        return decide_choice(tally, rules)
