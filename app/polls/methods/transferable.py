"""What the ways of counting transferable votes share: the paper of the run-off, several seats, the lot on the way."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from app.polls.methods.counting import Broken, Order, Tied, equals
from app.polls.methods.irv import InstantRunOff
from app.polls.methods.marks import Tally
from app.polls.methods.numbered import rankings
from app.polls.methods.rankings import Ranked
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.verdicts import Decision, Outcome


class Counted(Protocol):
    """What a count has to say: the elected in order, and the ties that the order broke."""

    @property
    def elected(self) -> tuple[int, ...]:
        """Those elected."""

    @property
    def ties(self) -> tuple[Broken, ...]:
        """Ties broken."""


class Transferable(InstantRunOff):
    """Rank the options, as many as one likes; votes that an option does not need move on to the next rank."""

    has_seats = True

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """Stage after stage. Where a tie decides and the rules have no lot, nobody is chosen."""
        needed = quorum_needed(rules)
        if tally.cast < needed:
            return Decision(Outcome.NO_QUORUM, needed)
        try:
            result, facts = self.count(rankings(tally), tuple(tally.votes), rules.seats, order)
        except Tied as tie:
            return Decision(Outcome.TIED, needed, tied=tie.options)
        if not result.elected:
            return Decision(Outcome.NOT_CARRIED, needed)
        return Decision(
            Outcome.CHOSEN,
            needed,
            chosen=result.elected,
            tied=equals(result.ties),
            lot_used=bool(result.ties),
            facts=facts,
        )

    def count(
        self, ballots: Sequence[Ranked], options: Sequence[int], seats: int, order: Order | None
    ) -> tuple[Counted, Mapping[str, Any]]:
        """The count, and what the result tells of it; raises Tied."""
        raise NotImplementedError
