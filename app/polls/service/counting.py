"""Counting: from the ballots of a poll, online and on paper, and its frozen sheet to a tally, and nothing else."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from app.kernel.chance import drawn
from app.polls import queries
from app.polls.methods import METHODS, Method, Weighted
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.verdicts import Decision
from app.polls.methods.weights import weigh
from app.polls.models import Poll
from app.polls.service.commitments import marks_counted, receipts_root
from app.polls.service.lots import lot_secret
from app.polls.service.reconciliation import (
    is_invalid,
    marks_by_channel,
    paper_ballots,
    sheet_before_count,
)
from app.polls.service.weighing import channels_apart, told_apart
from app.polls.states import Verdict


@dataclass(frozen=True)
class Count:
    """What a tally row keeps; `facts` is its `result`."""

    ballot_count: int
    valid_count: int
    verdict: Verdict
    lot_seed: str
    facts: dict[str, Any]


def count(poll: Poll) -> Count:
    """Count a poll that takes no ballots any more. Positions are strings in `facts["votes"]`: it is JSON.

    Where the poll takes paper, `facts` also has `paper` (its ballots, and the invalid ones by reason) and
    `reconciliation`, the sheet that must balance.
    """
    sheet, method = poll.rules, METHODS[poll.rules["method"]]
    added = queries.added_to_roll(poll.id)
    rules = Rules.from_sheet(sheet, roll_added=added)
    positions = [option["position"] for option in sheet["options"]]
    papers = paper_ballots(poll.id)
    reasons = {json.loads(marks): sheets for marks, sheets in papers.items() if is_invalid(marks)}
    ballots = [Weighted(tuple(marks), weight) for marks, weight in marks_counted(poll.id)]
    tally = method.tally(ballots, positions, rules)
    tally = replace(tally, invalid=tally.invalid + sum(reasons.values()))
    channels = channels_apart(ballots, papers, positions, method, rules) if tally.cast >= quorum_needed(rules) else {}
    deciding = weigh(tally, channels, method, rules) if channels else tally
    lot = _Lot(poll.id)
    before = rules.tie_rule == "lot" and not method.may_take_all  # ties on the way cannot wait for the end
    decision = method.decide(deciding, rules, lot.order_of(positions) if before else None)
    seed, order = lot.used(decision)
    facts = {
        "method": method.key,
        "method_version": method.version,
        "rules_hash": poll.rules_hash,
        "votes": {str(position): votes for position, votes in tally.votes.items()},
        "ranks": [list(group) for group in tally.ranks],
        "blank": tally.blank,
        "invalid": tally.invalid,
        "unused": unused(method, rules, tally.valid, tally.votes),
        "channels": marks_by_channel(poll.id),
        "chosen": [*decision.chosen, *order[: decision.seats_left]],
        "tied": list(decision.tied),
        "lot_order": order,
        "lot_secret": lot_secret(poll.id) if seed else "",
        "quorum_needed": decision.quorum_needed,
        "base": decision.base,
        "yes_needed": decision.yes_needed,
        **decision.facts,
        **told_apart(channels),
        **({"roll_added": added} if added else {}),  # tallies of before there were additions are without it too
        **(_of_paper(poll, sum(papers.values()), reasons) if poll.takes_paper else {}),
    }
    return Count(tally.cast, tally.valid, Verdict(decision.outcome.value), seed, facts)


def _of_paper(poll: Poll, sheets: int, reasons: Mapping[str, int]) -> dict[str, Any]:
    told = {"ballots": sheets, "invalid": dict(sorted(reasons.items()))}
    return {"paper": told, "reconciliation": sheet_before_count(poll)}


def unused(method: Method, rules: Rules, valid: int, votes: Mapping[int, int]) -> int:
    """How many votes or points the valid ballots could have given and did not; 0 where there is no such number."""
    most = method.most(len(votes), rules)
    return valid * rules.votes_per_voter - sum(votes.values()) if most and most[1] == rules.votes_per_voter else 0


class _Lot:
    """The lot of a poll: an order of all options, by the hash of seed and position.

    Seed = SHA-256(secret, newline, root of the receipts): the program fixed the secret before the first ballot, and no
    voter knows it while the box still changes, so neither can choose the outcome.
    """

    def __init__(self, poll_id: int) -> None:
        self.poll_id = poll_id

    @cached_property
    def seed(self) -> str:
        """Reads the whole box: asked only where a lot is drawn."""
        return hashlib.sha256(f"{lot_secret(self.poll_id)}\n{receipts_root(self.poll_id)}".encode()).hexdigest()

    def used(self, decision: Decision) -> tuple[str, list[int]]:
        """The seed and the order of those who were tied, where the lot has decided; nothing of it where it has not."""
        return (self.seed, self.order_of(decision.tied)) if decision.seats_left or decision.lot_used else ("", [])

    def order_of(self, positions: Sequence[int]) -> list[int]:
        """The options as the lot puts them."""
        return [int(name) for name in drawn(self.seed, [str(position) for position in positions])]
