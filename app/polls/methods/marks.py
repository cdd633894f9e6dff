"""What every method shares: marks on a ballot, why they cannot be read, and the count."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

BLANK = 0  # a ballot that marks this, and this alone, says on purpose that it chooses nothing
# The positions marked, ascending; where options take numbers (points, ranks), the number of each; () is a blank ballot.
Marks = tuple[int, ...]


class Misread(StrEnum):
    """Why marks are no ballot."""

    NOTHING_MARKED = "nothing_marked"
    TOO_MANY = "too_many"
    UNKNOWN_OPTION = "unknown_option"
    MARKED_TWICE = "marked_twice"
    BLANK_AND_MORE = "blank_and_more"
    OUT_OF_RANGE = "out_of_range"  # a number that the paper does not offer
    RANKED_TWICE = "ranked_twice"  # two options at one rank, where that cannot be counted


class Weighted(NamedTuple):
    """So many ballots with the same marks."""

    marks: Marks
    weight: int


@dataclass(frozen=True)
class Tally:
    """The count, with ties left standing: `ranks` are groups of equal votes, the most votes first.

    cast = valid + blank + invalid; the votes add up to the marks (or points) of the valid ballots. `rows` are the valid
    ballots, where what they decide does not follow from the votes alone.
    """

    votes: dict[int, int]
    ranks: tuple[tuple[int, ...], ...]
    valid: int
    blank: int
    invalid: int
    rows: tuple[Weighted, ...] = ()

    @property
    def cast(self) -> int:
        """All ballots in the box."""
        return self.valid + self.blank + self.invalid


def read_up_to(marks: Sequence[int], options: Sequence[int], most: int) -> Marks | Misread:
    """Between one and `most` different options, or BLANK alone."""
    if not marks:
        return Misread.NOTHING_MARKED
    if list(marks) == [BLANK]:
        return ()
    if BLANK in marks:
        return Misread.BLANK_AND_MORE
    if any(mark not in options for mark in marks):
        return Misread.UNKNOWN_OPTION
    if len(set(marks)) < len(marks):
        return Misread.MARKED_TWICE
    return tuple(sorted(marks)) if len(marks) <= most else Misread.TOO_MANY


def ranked(votes: dict[int, int]) -> tuple[tuple[int, ...], ...]:
    """Groups of equal votes, the most votes first; inside a group by position, which is no ranking."""
    levels = sorted(set(votes.values()), reverse=True)
    return tuple(tuple(sorted(option for option, count in votes.items() if count == level)) for level in levels)
