"""What is in a box and on its roll, beside what voters were told."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.db import db
from app.polls.models import Ballot, Poll, RollEntry


@dataclass(frozen=True)
class Told:
    """What a voter marked, and the receipt that was shown for it."""

    mark: int
    code: str


@dataclass(frozen=True)
class Count:
    """What a proof must find to be nothing but ballots."""

    ballots: int
    marks_on_roll: int
    lost: int  # told, and not in the box with the marks that were sent
    untold: int  # in the box, and nobody was told


def box_of(poll: Poll) -> tuple[dict[str, list[int]], int]:
    """The ballots by their key, and how many lines of the roll are marked, as the database has them now."""
    db.session.remove()
    ballots = db.session.execute(select(Ballot.nonce_hash, Ballot.marks).where(Ballot.poll_id == poll.id)).all()
    marked = select(RollEntry.person_key).where(RollEntry.poll_id == poll.id, RollEntry.channel.is_not(None))
    on_roll = len(db.session.scalars(marked).all())
    db.session.rollback()
    return {row.nonce_hash: json.loads(row.marks) for row in ballots}, on_roll


def compare(poll: Poll, told: Mapping[int, Told]) -> Count:
    """The box as the database has it now, beside what each voter, by number, was told."""
    return beside(poll.id, told, *box_of(poll))


def beside(poll_id: int, told: Mapping[int, Told], ballots: Mapping[str, list[int]], on_roll: int) -> Count:
    """Ballots by their key and the marks on the roll, beside what each voter was told."""
    expected = {_key(poll_id, one.code): [one.mark] for one in told.values()}
    lost = sum(ballots.get(key) != marks for key, marks in expected.items())
    return Count(len(ballots), on_roll, lost, len(ballots.keys() - expected.keys()))


def _key(poll_id: int, code: str) -> str:
    nonce = code.replace("-", "")
    return hashlib.sha256(f"{poll_id}\n{nonce}".encode()).hexdigest()
