"""다수 판단: every option gets a grade; the highest median grade wins."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cmp_to_key
from itertools import accumulate
from typing import NamedTuple

from app.polls.methods.counting import Broken, Order
from app.polls.methods.marks import Marks, Misread, Tally, Weighted, ranked
from app.polls.methods.numbered import Numbered, pointed, read_numbers, sort_out_numbers
from app.polls.methods.points import Pointed, fill, sort_out
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.verdicts import Decision, Outcome, decide_choice
from app.polls.methods.words import N_

GRADES = 6  # of a file: 0, the worst, to 5, so that a file of scores is one of grades too
WORDS = (N_("안 됨"), N_("아쉬움"), N_("보통"), N_("좋음"), N_("매우 좋음"))  # the grades of a paper, 0 to 4
BEST = len(WORDS) - 1
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
    groups = by_merit(merits)
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


def by_merit(merits: Mapping[int, Merit]) -> list[list[int]]:
    """The best first; options with the same grades are one group."""
    alike: dict[Merit, list[int]] = {}
    for option in sorted(merits):
        alike.setdefault(merits[option], []).append(option)
    return [alike[merit] for merit in sorted(alike, key=cmp_to_key(compare), reverse=True)]


class MajorityJudgement(Numbered):
    """Give every option a grade; the highest median grade wins, and what has no grade has the worst."""

    key, label, version = "majority_judgement", N_("등급 매기기(다수 판단)"), 1
    counted = "grades"

    def highest(self, options: int, rules: Rules) -> int:
        """The best grade."""
        return BEST

    def most(self, options: int, rules: Rules) -> tuple[int, int] | None:
        """Median grades alone decide nothing."""
        return None

    def possible(self, options: int, rules: Rules) -> int:
        """Every line of grades but the one of the worst alone."""
        return int(len(WORDS) ** options) - 1

    def share_base(self, valid: int, options: int, rules: Rules) -> int:
        """The best grade."""
        return BEST

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """A grade for every option, or BLANK."""
        return read_numbers(marks, options, BEST)

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """The median grade of every option."""
        rows, blank, invalid = sort_out_numbers(self, ballots, options, rules)
        votes = {option: median(merit) for option, merit in _merits(rows, options).items()}
        return Tally(votes, ranked(votes), sum(row.weight for row in rows), blank, invalid, rows)

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """The best grades take the seats, of an option that anybody graded above the worst.

        Facts: `grades`, for every option how many ballots gave it each grade, the worst first.
        """
        needed, options = quorum_needed(rules), tuple(tally.votes)
        if tally.cast < needed:
            return Decision(Outcome.NO_QUORUM, needed)
        merits = _merits(tally.rows, options)
        above_worst = {option: tally.valid - merit[0] for option, merit in merits.items()}
        judged = replace(tally, votes=above_worst, ranks=tuple(map(tuple, by_merit(merits))))
        facts = {"grades": [list(merits[option]) for option in options]} if tally.valid else {}
        return replace(decide_choice(judged, rules), facts=facts)


def _merits(rows: Sequence[Weighted], options: Sequence[int]) -> dict[int, Merit]:
    return merit_profile(pointed(rows, options), options, len(WORDS))
