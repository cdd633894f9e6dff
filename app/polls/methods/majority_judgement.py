"""다수 판단: every option gets a grade; the highest median grade wins."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import accumulate
from typing import NamedTuple

from app.polls.methods.counting import Broken, Order
from app.polls.methods.points import Pointed, fill, sort_out

GRADES = 6  # 안 됨 (0) to 매우 좋음 (5)
Merit = tuple[int, ...]  # how many ballots gave each grade, the worst grade first


class Graded(NamedTuple):
    """An option with its grades and their median."""

    option: int
    merit: Merit
    median: int


@dataclass(frozen=True)
class JudgementResult:
    """The elected, every option with its grades, the best first, and the ballots."""

    elected: tuple[int, ...]
    rows: tuple[Graded, ...]
    valid: int
    blank: int
    invalid: int
    ties: tuple[Broken, ...]


def majority_judgement(
    ballots: Iterable[Pointed],
    options: Sequence[int],
    *,
    grades: int = GRADES,
    seats: int = 1,
    order: Order | None = None,
) -> JudgementResult:
    """Balinski and Laraki, A theory of measuring, electing, and ranking, PNAS 104 (2007).

    The median of an even number is the lower one. Equal medians: one median grade is taken from each option, again and
    again, until the medians differ. What a valid ballot leaves unmarked counts as the worst grade.
    """
    box = sort_out(ballots, options, cap=grades - 1)
    voters = box.voters
    merits = merit_profile(box.valid, options, grades)
    groups = _ranked(merits)
    elected, ties = fill(groups, seats, order, "median") if voters else ((), ())
    rows = tuple(Graded(option, merits[option], median(merits[option])) for group in groups for option in group)
    return JudgementResult(elected, rows, voters, box.blank, box.invalid, ties)


def merit_profile(ballots: Sequence[Pointed], options: Sequence[int], grades: int) -> dict[int, Merit]:
    """How many ballots gave each option each grade, the unmarked among the worst."""
    counts = {option: [0] * grades for option in options}
    voters = sum(ballot.weight for ballot in ballots)
    for points, weight in ballots:
        for option, grade in points:
            counts[option][grade] += weight
    for tally in counts.values():
        tally[0] += voters - sum(tally)
    return {option: tuple(tally) for option, tally in counts.items()}


def median(merit: Merit) -> int:
    """The lower median grade; the worst where nobody graded."""
    middle = (sum(merit) + 1) // 2
    return next(grade for grade, upto in enumerate(accumulate(merit)) if upto >= middle)


def compare(one: Merit, other: Merit) -> int:
    """Above 0 where the first is better, 0 where they are equal grade by grade; both have as many ballots.

    The grades that are taken away one by one are those in the middle of the sorted list, then outwards, the lower side
    before the upper; so the stretch of unequal grades that is nearest to the middle decides.
    """
    voters = sum(one)
    low = (voters - 1) // 2
    unequal = (
        (_turn(end if end <= low else start, low, voters), ours - theirs)
        for start, end, ours, theirs in _stretches(one, other, low)
        if ours != theirs
    )
    return min(unequal, default=(0, 0))[1]


def _turn(position: int, low: int, voters: int) -> int:
    """When the grade at this position of the sorted list is taken: 0 is the median."""
    lower_first = 2 * (low - position) - (voters % 2 and position < low)
    return lower_first if position <= low else 2 * (position - low) - (1 - voters % 2)


def _stretches(one: Merit, other: Merit, low: int) -> Iterator[tuple[int, int, int, int]]:
    """First and last position over which both sorted lists stay at one grade, and the grades; cut after the median."""
    upto_one, upto_other = list(accumulate(one)), list(accumulate(other))
    start = 0
    for end in sorted({*upto_one, *upto_other, low + 1} - {0}):
        yield start, end - 1, bisect_right(upto_one, start), bisect_right(upto_other, start)
        start = end


def _ranked(merits: Mapping[int, Merit]) -> list[list[int]]:
    """The best first; options with the same grades are one group."""
    alike: dict[Merit, list[int]] = {}
    for option in sorted(merits):
        alike.setdefault(merits[option], []).append(option)
    return [alike[merit] for merit in sorted(alike, key=cmp_to_key(compare), reverse=True)]
