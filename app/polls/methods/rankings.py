"""Ballots that rank options: grouped, sorted out, and compared in pairs."""

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, starmap
from typing import NamedTuple, TypeVar

Ranking = tuple[tuple[int, ...], ...]
Pairs = Mapping[tuple[int, int], int]  # (a, b): how many ballots rank a above b
Lines = Mapping[tuple[int, ...], int]  # options one after the other: how many ballots rank them so
Key = TypeVar("Key", Ranking, tuple[int, ...])


class Ranked(NamedTuple):
    """So many equal ballots: groups of equal rank, the best first; what is not ranked is left out. () is blank."""

    ranking: Ranking
    weight: int


class Box(NamedTuple):
    """Ballots by whether they count; equal valid ones are one row."""

    rows: tuple[Ranked, ...]
    blank: int
    invalid: int

    @property
    def valid(self) -> int:
        """How many valid ballots."""
        return sum(row.weight for row in self.rows)


def sort_out(ballots: Iterable[Ranked], options: Sequence[int]) -> Box:
    """Blank where nothing is ranked; invalid where an option is unknown or ranked twice."""
    weights, blank, invalid = _sort_out(ballots, options, _tidy)
    return Box(tuple(starmap(Ranked, weights.items())), blank, invalid)


def sort_out_lines(ballots: Iterable[Ranked], options: Sequence[int]) -> tuple[Lines, int, int]:
    """Lines, blank and invalid ballots, for counts that follow one preference at a time.

    A ballot counts up to the first rank that several options share; with several in its first rank it is invalid.
    """
    weights, blank, invalid = _sort_out(ballots, options, _line)
    shared_first = weights.pop((), 0)
    return weights, blank, invalid + shared_first


def _sort_out(
    ballots: Iterable[Ranked], options: Sequence[int], as_read: Callable[[Ranking, Sequence[int]], Key]
) -> tuple[dict[Key, int], int, int]:
    """Valid ballots as they are read, with how many they are; blank and invalid ones."""
    known, blank, invalid = set(options), 0, 0
    weights: dict[Key, int] = {}
    for ranking, weight in ballots:
        named = tuple(chain.from_iterable(ranking))
        if not named:
            blank += weight
        elif len(set(named)) < len(named) or not known.issuperset(named):
            invalid += weight
        else:
            key = as_read(ranking, named)
            weights[key] = weights.get(key, 0) + weight
    return weights, blank, invalid


def _tidy(ranking: Ranking, named: Sequence[int]) -> Ranking:
    return ranking if _is_line(ranking, named) else tuple(tuple(sorted(group)) for group in ranking if group)


def _line(ranking: Ranking, named: Sequence[int]) -> tuple[int, ...]:
    if _is_line(ranking, named):
        return tuple(named)
    shared = next((place for place, group in enumerate(ranking) if len(group) > 1), len(ranking))
    return tuple(chain.from_iterable(ranking[:shared]))


def _is_line(ranking: Ranking, named: Sequence[int]) -> bool:
    return len(named) == len(ranking) and () not in ranking


def pairwise(rows: Iterable[Ranked], options: Sequence[int]) -> dict[tuple[int, int], int]:
    """How many ballots rank the first above the second, for every pair; unranked options are last and equal."""
    columns = _Columns(list(rows), options)
    return {(a, b): columns.above(a, b) for a in options for b in options if a != b}


class _Columns:
    """The ranks of every option, a lane a row in one long integer, so that one subtraction compares all the rows.

    The highest bit of a lane is free: of rank a with that bit less rank b it is left exactly where a is not below b.
    """

    def __init__(self, rows: Sequence[Ranked], options: Sequence[int]) -> None:
        lane = next(code for code in "BHIQ" if len(options) < 1 << (8 * array(code).itemsize - 1))
        self.ballots = sum(row.weight for row in rows)
        ranks = {option: array(lane, [len(options)]) * len(rows) for option in options}
        for number, (ranking, _weight) in enumerate(rows):
            for rank, group in enumerate(ranking):
                for option in group:
                    ranks[option][number] = rank
        self.ranks = {option: _as_one(column) for option, column in ranks.items()}
        top = 1 << (8 * array(lane).itemsize - 1)
        most = max((row.weight for row in rows), default=0)
        self.planes = [
            _as_one(array(lane, [top if row.weight >> bit & 1 else 0 for row in rows]))
            for bit in range(most.bit_length())
        ]
        self.tops = _as_one(array(lane, [top]) * len(rows))

    def above(self, a: int, b: int) -> int:
        """How many ballots rank a above b."""
        not_above = (self.ranks[a] | self.tops) - self.ranks[b]
        return self.ballots - sum((not_above & plane).bit_count() << bit for bit, plane in enumerate(self.planes))


def _as_one(column: "array[int]") -> int:
    return int.from_bytes(column.tobytes(), sys.byteorder)


def defeats(above: Pairs) -> dict[tuple[int, int], int]:
    """The pairs (winner, loser) that more ballots rank so than the other way, each with its winning votes."""
    return {(a, b): votes for (a, b), votes in above.items() if votes > above[b, a]}


def condorcet_winner(above: Pairs, options: Sequence[int]) -> int | None:
    """The option that defeats every other; None where there is none (Condorcet 1785)."""
    won = Counter(winner for winner, _loser in defeats(above))
    return next((option for option in options if won[option] == len(options) - 1), None)


def smith_set(won: Mapping[tuple[int, int], int], options: Sequence[int]) -> frozenset[int]:
    """The fewest options who each defeat every other; all of them where there are no fewer."""
    lead = Counter(winner for winner, _loser in won)
    lead.subtract(loser for _winner, loser in won)
    found = {max(options, key=lambda option: lead[option])} if options else set()
    while more := {o for o in options if o not in found and any((member, o) not in won for member in found)}:
        found |= more
    return frozenset(found)
