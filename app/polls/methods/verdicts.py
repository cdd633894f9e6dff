"""What a count means under the rules: carried or not, chosen or tied. Ties are named here, never broken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.polls.methods.marks import Tally
from app.polls.methods.rules import Rules, carries, cut, passing_base, quorum_needed, yes_needed


class Outcome(StrEnum):
    """The words of a verdict."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    CHOSEN = "chosen"
    TIED = "tied"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True)
class Decision:
    """What follows from the count alone.

    Where the sheet says "lot", `tied` stand on the border and `seats_left` of them are still to be drawn. Methods that
    meet ties on the way are given the lot before, and `lot_used` says that it has decided between `tied`.
    `base` and `yes_needed` belong to a motion; `facts` is what the result also tells: rounds, pairs, grades, spending.
    """

    outcome: Outcome
    quorum_needed: int
    chosen: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    seats_left: int = 0
    base: int = 0
    yes_needed: int = 0
    lot_used: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


def decide_motion(tally: Tally, rules: Rules, *, yes: int, no: int, abstain: int) -> Decision:
    """Carried or not; `yes`, `no` and `abstain` are the positions of the answers."""
    votes, share = tally.votes, rules.passing_share
    base = passing_base(rules, yes=votes[yes], no=votes[no], abstain=votes[abstain], cast=tally.cast)
    needed = quorum_needed(rules)
    carried = carries(votes[yes], base, share, strict=rules.passing_strict)
    outcome = Outcome.CARRIED if carried else Outcome.NOT_CARRIED
    if tally.cast < needed:
        outcome = Outcome.NO_QUORUM
    return Decision(
        outcome,
        needed,
        chosen=(yes,) if outcome is Outcome.CARRIED else (),
        base=base,
        yes_needed=yes_needed(base, share, strict=rules.passing_strict),
    )


def decide_choice(tally: Tally, rules: Rules) -> Decision:
    """The options with the most votes take the seats; a tie on the border goes as the sheet says."""
    needed = quorum_needed(rules)
    if tally.cast < needed:
        return Decision(Outcome.NO_QUORUM, needed)
    found = cut(tally.ranks, tally.votes, rules.seats)
    if found.tied and rules.tie_rule == "fail":
        return Decision(Outcome.TIED, needed, found.chosen, found.tied)
    if found.tied and rules.tie_rule == "all":
        return Decision(Outcome.CHOSEN, needed, found.chosen + found.tied)
    if not found.chosen and not found.tied:
        return Decision(Outcome.NOT_CARRIED, needed)
    return Decision(Outcome.CHOSEN, needed, found.chosen, found.tied, found.seats_left if found.tied else 0)
