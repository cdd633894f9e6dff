"""Ballots in piles by the option they stand at: where one is excluded, only its own pile has to move."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

Paper = tuple[tuple[int, ...], int]  # what equal ballots name, the best first, and how many they are


def deal(hand: Iterable[Paper], still: Container[int]) -> dict[int | None, list[Paper]]:
    """The papers by the first option on each that is still in; None where they name none."""
    piles: dict[int | None, list[Paper]] = defaultdict(list)
    is_in = still.__contains__
    for paper in hand:
        piles[next(filter(is_in, paper[0]), None)].append(paper)
    return piles


def ballots_in(pile: Iterable[Paper]) -> int:
    """How many ballots."""
    return sum(weight for _line, weight in pile)


def goes_without_votes(votes: Mapping[int, int], continuing: Sequence[int], seats: int) -> int | None:
    """The first of those without a vote, where it needs no lot: all of them go out before the seats left are filled."""
    without = [option for option in continuing if not votes[option]]
    return without[0] if without and len(continuing) - len(without) >= seats else None
