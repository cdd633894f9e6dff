"""순위 쌍 방식: the clearest defeats are locked first, and what would contradict them is left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.polls.methods.counting import Broken, Order, Tied, first
from app.polls.methods.rankings import Ranked, condorcet_winner, defeats, pairwise, sort_out
from app.polls.methods.schulze import matrix

Pair = tuple[int, int]


@dataclass(frozen=True)
class RankedPairsResult:
    """The elected; whom no locked defeat names as loser; the pairs; defeats in order, locked or left out."""

    elected: tuple[int, ...]
    undefeated: tuple[int, ...]
    condorcet: int | None
    pairs: Mapping[int, Mapping[int, int]]
    locked: tuple[Pair, ...]
    left_out: tuple[Pair, ...]
    valid: int
    blank: int
    invalid: int
    ties: tuple[Broken, ...]


def ranked_pairs(ballots: Iterable[Ranked], options: Sequence[int], *, order: Order | None = None) -> RankedPairsResult:
    """Tideman, Independence of clones as a criterion for voting rules, Social Choice and Welfare 4 (1987);
    by winning votes, where Tideman takes margins; unranked options are last and equal.

    Equal defeats that contradict one another go by the order: the earlier winner, then the later loser, is locked
    first; raises Tied without one. So does a final choice between several undefeated.
    """
    box = sort_out(ballots, options)
    above = pairwise(box.rows, options)
    locking = _Locking(options, order)
    for votes, pairs in _by_strength(defeats(above)):
        locking.take(pairs, f"defeats with {votes} votes")
    losers = {loser for _winner, loser in locking.locked}
    undefeated = tuple(option for option in sorted(options) if option not in losers) if box.rows else ()
    elected = first(undefeated, order, "undefeated") if undefeated else None
    if elected is not None and len(undefeated) > 1:
        locking.ties.append(Broken("undefeated", undefeated, elected))
    return RankedPairsResult(
        () if elected is None else (elected,),
        undefeated,
        condorcet_winner(above, options) if box.rows else None,
        matrix(above),
        tuple(locking.locked),
        tuple(locking.left_out),
        box.valid,
        box.blank,
        box.invalid,
        tuple(locking.ties),
    )


def _by_strength(won: Mapping[Pair, int]) -> list[tuple[int, list[Pair]]]:
    """Defeats in groups of equal winning votes, the most first."""
    in_order = sorted(won, key=lambda pair: (-won[pair], pair))
    return [(votes, list(pairs)) for votes, pairs in groupby(in_order, key=lambda pair: won[pair])]


class _Locking:
    """Defeats locked so far, and whom each option beats through them."""

    def __init__(self, options: Sequence[int], order: Order | None) -> None:
        self.order = order
        self.reach: dict[int, set[int]] = {option: set() for option in options}
        self.locked: list[Pair] = []
        self.left_out: list[Pair] = []
        self.ties: list[Broken] = []

    def take(self, pairs: Sequence[Pair], stage: str) -> None:
        """Lock equal defeats; where they contradict one another, in the sequence that the order gives."""
        held = [pair for pair in pairs if pair[0] in self.reach[pair[1]]]
        self.left_out += held
        fresh = [pair for pair in pairs if pair not in held]
        if len(fresh) > 1 and self._contradict(fresh):
            fresh = self._sorted(fresh, stage)
        for winner, loser in fresh:
            if winner in self.reach[loser]:
                self.left_out.append((winner, loser))
            else:
                self._lock(self.reach, winner, loser)
                self.locked.append((winner, loser))

    def _contradict(self, pairs: Iterable[Pair]) -> bool:
        trial = {option: set(beaten) for option, beaten in self.reach.items()}
        for winner, loser in pairs:
            if winner in trial[loser]:
                return True
            self._lock(trial, winner, loser)
        return False

    def _sorted(self, pairs: Sequence[Pair], stage: str) -> list[Pair]:
        named = tuple(sorted({option for pair in pairs for option in pair}))
        if self.order is None:
            raise Tied(named, stage)
        place = self.order.index
        in_order = sorted(pairs, key=lambda pair: (place(pair[0]), -place(pair[1])))
        self.ties.append(Broken(stage, named, in_order[0][0]))
        return in_order

    @staticmethod
    def _lock(reach: dict[int, set[int]], winner: int, loser: int) -> None:
        gained = {loser} | reach[loser]
        for option, beaten in reach.items():
            if option == winner or winner in beaten:
                beaten |= gained
