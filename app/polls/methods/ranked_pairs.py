"""순위 쌍 방식: the clearest defeats are locked first, and what would contradict them is left out."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.polls.methods.counting import Broken, Order, Tied, equals, first
from app.polls.methods.duels import Duels, matrix, told
from app.polls.methods.marks import Tally
from app.polls.methods.numbered import rankings
from app.polls.methods.rankings import Ranked, condorcet_winner, defeats, pairwise, smith_set, sort_out
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.verdicts import Decision, Outcome
from app.polls.methods.words import N_

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
    first; raises Tied without one. So does a final choice between several undefeated. Equal defeats that contradict
    one another below the Smith set (the fewest who beat all others) decide nothing, and none of them is locked.
    """
    box = sort_out(ballots, options)
    above = pairwise(box.rows, options)
    won = defeats(above)
    locking = _Locking(options, smith_set(won, options), order)
    for votes, pairs in _by_strength(won):
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

    def __init__(self, options: Sequence[int], deciding: Container[int], order: Order | None) -> None:
        self.deciding, self.order = deciding, order
        self.reach: dict[int, set[int]] = {option: set() for option in options}
        self.locked: list[Pair] = []
        self.left_out: list[Pair] = []
        self.ties: list[Broken] = []

    def take(self, pairs: Sequence[Pair], stage: str) -> None:
        """Lock equal defeats, as far as they contradict neither what is locked nor one another."""
        held = [pair for pair in pairs if pair[0] in self.reach[pair[1]]]
        self.left_out += held
        fresh = [pair for pair in pairs if pair not in held]
        if len(fresh) > 1 and self._contradict(fresh):
            fresh = self._in_sequence(fresh, stage)
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

    def _in_sequence(self, pairs: Sequence[Pair], stage: str) -> list[Pair]:
        """Those that decide, if need be as the order has them; of those that do not, none that the order would need."""
        deciding = [pair for pair in pairs if pair[1] in self.deciding]
        others = [pair for pair in pairs if pair[1] not in self.deciding]
        if self._contradict(deciding):
            deciding = self._sorted(deciding, stage)
        if self._contradict(others):
            self.left_out += [pair for pair in others if pair[0] not in self.deciding]
            others = [pair for pair in others if pair[0] in self.deciding]
        return deciding + others

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


class RankedPairs(Duels):
    """Rank the options, equal ranks too; the clearest defeats stand, and whom none of them names as loser wins."""

    key, label, version = "ranked_pairs", N_("순위 매기기(뚜렷한 맞대결부터)"), 1
    may_take_all = False  # of equal defeats that close a circle one has to go

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """Defeat after defeat; facts: `pairs` as in schulze, and unless it is tied `locked` [[winner, loser], …]."""
        needed, options = quorum_needed(rules), tuple(tally.votes)
        if tally.cast < needed:
            return Decision(Outcome.NO_QUORUM, needed)
        if not tally.rows:
            return Decision(Outcome.NOT_CARRIED, needed)
        ballots = rankings(tally)
        try:
            result = ranked_pairs(ballots, options, order=order)
        except Tied as tie:
            pairs = told(matrix(pairwise(ballots, options)), options)
            return Decision(Outcome.TIED, needed, tied=tie.options, facts={"pairs": pairs})
        return Decision(
            Outcome.CHOSEN,
            needed,
            chosen=result.elected,
            tied=equals(result.ties),
            lot_used=bool(result.ties),
            facts={"pairs": told(result.pairs, options), "locked": [list(pair) for pair in result.locked]},
        )
