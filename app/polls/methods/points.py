"""Ballots that give options points (a mark is one point), grouped and added up, and who has the most."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from app.polls.methods.counting import Broken, Order, first


class Pointed(NamedTuple):
    """So many equal ballots: (option, points), ascending by option; () is blank."""

    points: tuple[tuple[int, int], ...]
    weight: int


class Row(NamedTuple):
    """What one option got: points, ballots that gave it any, and its figure per valid ballot."""

    option: int
    points: int
    supporters: int
    per_ballot: Fraction


@dataclass(frozen=True)
class PointsResult:
    """The elected, the row of every option, the most points first, and the ballots.

    `unused` are the points that valid ballots could have given and did not; None where the rule has no limit.
    """

    elected: tuple[int, ...]
    rows: tuple[Row, ...]
    valid: int
    blank: int
    invalid: int
    unused: int | None
    ties: tuple[Broken, ...]


class Sorted(NamedTuple):
    """Ballots by whether they count."""

    valid: list[Pointed]
    blank: int
    invalid: int

    @property
    def voters(self) -> int:
        """How many valid ballots."""
        return sum(ballot.weight for ballot in self.valid)


def grouped(ballots: Iterable[Pointed]) -> list[Pointed]:
    """Equal ballots as one row with their weight together, in ascending order of marks."""
    weights: Counter[tuple[tuple[int, int], ...]] = Counter()
    for points, weight in ballots:
        weights[points] += weight
    return [Pointed(points, weight) for points, weight in sorted(weights.items())]


def sort_out(
    ballots: Iterable[Pointed], options: Sequence[int], *, most: int | None = None, cap: int | None = None
) -> Sorted:
    """Blank where nothing is marked; invalid where an option is unknown or marked twice, points are negative or above
    `cap` for an option, or more than `most` together."""
    known, valid, blank, invalid = set(options), [], 0, 0
    for ballot in ballots:
        if not ballot.points:
            blank += ballot.weight
        elif _keeps(ballot.points, known, most, cap):
            valid.append(ballot)
        else:
            invalid += ballot.weight
    return Sorted(valid, blank, invalid)


def _keeps(points: tuple[tuple[int, int], ...], known: set[int], most: int | None, cap: int | None) -> bool:
    given = dict(points)
    values = given.values()
    return (
        len(given) == len(points)
        and known.issuperset(given)
        and min(values) >= 0
        and (cap is None or max(values) <= cap)
        and (most is None or sum(values) <= most)
    )


def sums(ballots: Iterable[Pointed], options: Sequence[int]) -> dict[int, int]:
    """Points of every option."""
    totals = dict.fromkeys(options, 0)
    for points, weight in ballots:
        for option, value in points:
            totals[option] += value * weight
    return totals


def supporters(ballots: Iterable[Pointed], options: Sequence[int]) -> dict[int, int]:
    """How many ballots gave every option at least one point."""
    totals = dict.fromkeys(options, 0)
    for points, weight in ballots:
        for option, value in points:
            if value:
                totals[option] += weight
    return totals


def ranks(figures: Mapping[int, int | Fraction]) -> list[list[int]]:
    """Groups of equal figures, the highest first; inside a group ascending, which is no ranking."""
    levels: dict[int | Fraction, list[int]] = {}
    for option in sorted(figures):
        levels.setdefault(figures[option], []).append(option)
    return [levels[level] for level in sorted(levels, reverse=True)]


def fill(
    groups: Iterable[Sequence[int]], seats: int, order: Order | None, stage: str
) -> tuple[tuple[int, ...], tuple[Broken, ...]]:
    """The first groups take the seats; the order decides, or Tied is raised, only where a group is too large for what
    is left."""
    elected: list[int] = []
    ties: list[Broken] = []
    for group in groups:
        waiting = list(group)
        while len(elected) + len(waiting) > seats and len(elected) < seats:
            chosen = first(waiting, order, stage)
            ties.append(Broken(stage, tuple(waiting), chosen))
            elected.append(chosen)
            waiting.remove(chosen)
        if len(elected) + len(waiting) <= seats:
            elected += waiting
    return tuple(elected), tuple(ties)


def most_points(
    box: Sorted, options: Sequence[int], *, seats: int, order: Order | None, most: int | None
) -> PointsResult:
    """The most points take the seats; an option without any is never elected."""
    totals, behind, voters = sums(box.valid, options), supporters(box.valid, options), box.voters
    groups = [group for group in ranks(totals) if totals[group[0]]]
    elected, ties = fill(groups, seats, order, "points")
    rows = tuple(
        Row(option, totals[option], behind[option], Fraction(totals[option], voters or 1))
        for group in ranks(totals)
        for option in group
    )
    unused = None if most is None else most * voters - sum(totals.values())
    return PointsResult(elected, rows, voters, box.blank, box.invalid, unused, ties)
