"""슐체 방식: the option that no other beats over the strongest chain of defeats."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.polls.methods.counting import Broken, Order, first
from app.polls.methods.duels import Duels, matrix, told
from app.polls.methods.marks import Tally
from app.polls.methods.numbered import rankings
from app.polls.methods.rankings import Ranked, condorcet_winner, defeats, pairwise, sort_out
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.verdicts import Decision, Outcome
from app.polls.methods.words import N_


@dataclass(frozen=True)
class SchulzeResult:
    """The elected; all potential winners; the pairs {a: {b: ballots with a above b}}; the strongest paths likewise."""

    elected: tuple[int, ...]
    winners: tuple[int, ...]
    condorcet: int | None
    pairs: Mapping[int, Mapping[int, int]]
    paths: Mapping[int, Mapping[int, int]]
    valid: int
    blank: int
    invalid: int
    ties: tuple[Broken, ...]


def schulze(ballots: Iterable[Ranked], options: Sequence[int], *, order: Order | None = None) -> SchulzeResult:
    """Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
    method, Social Choice and Welfare 36 (2011), section 2, with winning votes; unranked options are last and equal.

    The order decides between several potential winners; raises Tied without one.
    """
    box = sort_out(ballots, options)
    above = pairwise(box.rows, options)
    paths = strongest_paths(defeats(above), options)
    winners = tuple(a for a in sorted(options) if all(paths[a, b] >= paths[b, a] for b in options if b != a))
    elected = first(winners, order, "winners") if box.rows else None
    return SchulzeResult(
        () if elected is None else (elected,),
        winners if box.rows else (),
        condorcet_winner(above, options) if box.rows else None,
        matrix(above),
        matrix(paths),
        box.valid,
        box.blank,
        box.invalid,
        (Broken("winners", winners, elected),) if elected is not None and len(winners) > 1 else (),
    )


def strongest_paths(won: Mapping[tuple[int, int], int], options: Sequence[int]) -> dict[tuple[int, int], int]:
    """The strength of the strongest path of every pair, 0 where none leads (Schulze 2011, section 2.3)."""
    paths = {(a, b): won.get((a, b), 0) for a in options for b in options if a != b}
    for over in options:
        for a in options:
            for b in options:
                if a not in (b, over) and b != over:
                    paths[a, b] = max(paths[a, b], min(paths[a, over], paths[over, b]))
    return paths


class Schulze(Duels):
    """Rank the options, equal ranks too; the option that beats the others head to head wins."""

    key, label, version = "schulze", N_("순위 매기기(맞대결)"), 1

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """Strongest paths; facts: `pairs`, row after row how many ballots rank the option above each of the others."""
        needed, options = quorum_needed(rules), tuple(tally.votes)
        if tally.cast < needed:
            return Decision(Outcome.NO_QUORUM, needed)
        result = schulze(rankings(tally), options, order=options)
        if not result.winners:
            return Decision(Outcome.NOT_CARRIED, needed)
        facts = {"pairs": told(result.pairs, options)}
        equal = result.winners if len(result.winners) > 1 else ()
        if equal and rules.tie_rule == "fail":
            return Decision(Outcome.TIED, needed, tied=equal, facts=facts)
        if not equal or rules.tie_rule == "all":
            return Decision(Outcome.CHOSEN, needed, chosen=result.winners, facts=facts)
        return Decision(Outcome.CHOSEN, needed, tied=equal, seats_left=1, facts=facts)
