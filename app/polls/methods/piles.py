"""Ballots in piles by the option they stand at: where one is excluded, only its own pile has to move."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from app.polls.methods.rankings import Lines


class Paper(NamedTuple):
    """So many equal ballots, with what they name after the option they stand at; moving on uses it up."""

    preferences: Iterator[int]
    weight: int


def papers(lines: Lines) -> list[Paper]:
    """All ballots, before their first preference."""
    return [Paper(iter(options), weight) for options, weight in lines.items()]


def deal(hand: Iterable[Paper], still: Container[int]) -> dict[int | None, list[Paper]]:
    """The papers by the next option on each that is still in; None where they name nobody more.

    What is no longer in is passed over for good.
    """
    piles: dict[int | None, list[Paper]] = defaultdict(list)
    is_in = still.__contains__
    for paper in hand:
        piles[next(filter(is_in, paper.preferences), None)].append(paper)
    return piles


def ballots_in(pile: Sequence[Paper]) -> int:
    """How many ballots."""
    return sum(paper.weight for paper in pile)
