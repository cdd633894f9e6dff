"""Counting: from the ballots of a poll, online and on paper, and its frozen sheet to a tally, and nothing else."""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from app.kernel.chance import drawn
from app.polls import queries
from app.polls.methods import METHODS, Weighted
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Decision
from app.polls.models import Poll
from app.polls.service.commitments import marks_counted, receipts_root
from app.polls.service.opening import lot_secret
from app.polls.service.reconciliation import (
    is_invalid,
    marks_by_channel,
    paper_ballots,
    sheet_before_count,
)
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
    decision = method.decide(tally, rules)
    seed, order = _lot(poll.id, decision)
    facts = {
        "method": method.key,
        "method_version": method.version,
        "rules_hash": poll.rules_hash,
        "votes": {str(position): votes for position, votes in tally.votes.items()},
        "ranks": [list(group) for group in tally.ranks],
        "blank": tally.blank,
        "invalid": tally.invalid,
        "unused": tally.valid * sheet["votes_per_voter"] - sum(tally.votes.values()),
        "channels": marks_by_channel(poll.id),
        "chosen": [*decision.chosen, *order[: decision.seats_left]],
        "tied": list(decision.tied),
        "lot_order": order,
        "lot_secret": lot_secret(poll.id) if seed else "",
        "quorum_needed": decision.quorum_needed,
        "base": decision.base,
        "yes_needed": decision.yes_needed,
        **({"roll_added": added} if added else {}),  # tallies of before there were additions are without it too
    }
    if poll.takes_paper:
        facts["paper"] = {"ballots": sum(papers.values()), "invalid": dict(sorted(reasons.items()))}
        facts["reconciliation"] = sheet_before_count(poll)
    return Count(tally.cast, tally.valid, Verdict(decision.outcome.value), seed, facts)


def _lot(poll_id: int, decision: Decision) -> tuple[str, list[int]]:
    """The seed and the order of the lot, where one is needed.

    Seed = SHA-256(secret, newline, root of the receipts): the program fixed the secret before the first ballot, and no
    voter knows it while the box still changes, so neither can choose the outcome.
    """
    if not decision.seats_left:
        return "", []
    seed = hashlib.sha256(f"{lot_secret(poll_id)}\n{receipts_root(poll_id)}".encode()).hexdigest()
    return seed, [int(name) for name in drawn(seed, [str(position) for position in decision.tied])]
