"""Counting: from the ballots of one box and its frozen sheet to a tally, and nothing else."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.kernel.chance import drawn
from app.kernel.db import session
from app.polls.methods import METHODS, Weighted
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Decision
from app.polls.models import Ballot, Poll, RollEntry
from app.polls.service.commitments import receipts_root
from app.polls.service.opening import lot_secret
from app.polls.states import Channel, Verdict

IN_THE_BOX = (Channel.ONLINE, Channel.ASSISTED)  # marks on the roll that stand for a ballot in the box


@dataclass(frozen=True)
class Count:
    """What a tally row keeps; `facts` is its `result`."""

    ballot_count: int
    valid_count: int
    verdict: Verdict
    lot_seed: str
    facts: dict[str, Any]


def count(poll: Poll) -> Count:
    """Count the box of a poll that takes no ballots any more. Positions are strings in `facts["votes"]`: it is JSON."""
    sheet, method = poll.rules, METHODS[poll.rules["method"]]
    rules = Rules.from_sheet(sheet)
    positions = [option["position"] for option in sheet["options"]]
    tally = method.tally(_grouped_ballots(poll.id), positions, rules)
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
        "channels": _channels(poll.id),
        "chosen": [*decision.chosen, *order[: decision.seats_left]],
        "tied": list(decision.tied),
        "lot_order": order,
        "lot_secret": lot_secret(poll.id) if seed else "",
        "quorum_needed": decision.quorum_needed,
        "base": decision.base,
        "yes_needed": decision.yes_needed,
    }
    return Count(tally.cast, tally.valid, Verdict(decision.outcome.value), seed, facts)


def _grouped_ballots(poll_id: int) -> list[Weighted]:
    groups = select(Ballot.marks, func.count()).where(Ballot.poll_id == poll_id).group_by(Ballot.marks)
    return [Weighted(tuple(json.loads(marks)), weight) for marks, weight in session().execute(groups)]


def _channels(poll_id: int) -> dict[str, int]:
    used = (
        select(RollEntry.channel, func.count())
        .where(RollEntry.poll_id == poll_id, RollEntry.channel.is_not(None))
        .group_by(RollEntry.channel)
    )
    return {channel.value: number for channel, number in session().execute(used) if channel is not None}


def _lot(poll_id: int, decision: Decision) -> tuple[str, list[int]]:
    """The seed and the order of the lot, where one is needed.

    Seed = SHA-256(secret, newline, root of the receipts): the program fixed the secret before the first ballot, and no
    voter knows it while the box still changes, so neither can choose the outcome.
    """
    if not decision.seats_left:
        return "", []
    seed = hashlib.sha256(f"{lot_secret(poll_id)}\n{receipts_root(poll_id)}".encode()).hexdigest()
    return seed, [int(name) for name in drawn(seed, [str(position) for position in decision.tied])]
