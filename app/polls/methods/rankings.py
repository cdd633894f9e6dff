"""Ballots that rank options: grouped, sorted out, and compared in pairs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Ranking = tuple[tuple[int, ...], ...]
Pairs = Mapping[tuple[int, int], int]  # (a, b): how many ballots rank a above b


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


class Line(NamedTuple):
    """So many equal ballots that rank one option after the other."""

    options: tuple[int, ...]
    weight: int


def sort_out(ballots: Iterable[Ranked], options: Sequence[int]) -> Box:
    """Blank where nothing is ranked; invalid where an option is unknown or ranked twice."""
    known, blank, invalid = set(options), 0, 0
    weights: Counter[Ranking] = Counter()
    for ranking, weight in ballots:
        named = [option for group in ranking for option in group]
        if not named:
            blank += weight
        elif len(set(named)) < len(named) or not known.issuperset(named):
            invalid += weight
        else:
            weights[tuple(tuple(sorted(group)) for group in ranking if group)] += weight
    return Box(tuple(Ranked(ranking, weight) for ranking, weight in sorted(weights.items())), blank, invalid)


def sort_out_lines(ballots: Iterable[Ranked], options: Sequence[int]) -> tuple[tuple[Line, ...], int, int]:
    """Lines, blank and invalid ballots, for counts that follow one preference at a time.

    A ballot counts up to the first rank that several options share; with several in its first rank it is invalid.
    """
    box = sort_out(ballots, options)
    weights: Counter[tuple[int, ...]] = Counter()
    for ranking, weight in box.rows:
        weights[_one_at_a_time(ranking)] += weight
    shared_first = weights.pop((), 0)
    lines = tuple(Line(line, weight) for line, weight in sorted(weights.items()))
    return lines, box.blank, box.invalid + shared_first


def _one_at_a_time(ranking: Ranking) -> tuple[int, ...]:
    line: list[int] = []
    for group in ranking:
        if len(group) > 1:
            break
        line += group
    return tuple(line)


def pairwise(rows: Iterable[Ranked], options: Sequence[int]) -> dict[tuple[int, int], int]:
    """How many ballots rank the first above the second, for every pair; unranked options are last and equal."""
    above = {(a, b): 0 for a in options for b in options if a != b}
    for ranking, weight in rows:
        below = set(options)
        for group in ranking:
            below.difference_update(group)
            for a in group:
                for b in below:
                    above[a, b] += weight
    return above


def defeats(above: Pairs) -> dict[tuple[int, int], int]:
    """The pairs (winner, loser) that more ballots rank so than the other way, each with its winning votes."""
    return {(a, b): votes for (a, b), votes in above.items() if votes > above[b, a]}


def condorcet_winner(above: Pairs, options: Sequence[int]) -> int | None:
    """The option that defeats every other; None where there is none (Condorcet 1785)."""
    won = Counter(winner for winner, _loser in defeats(above))
    return next((option for option in options if won[option] == len(options) - 1), None)
