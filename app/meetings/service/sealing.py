"""Sealing: what is published stands in the council's public ledger by its hash, and what follows is added below it."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.events import record
from app.kernel.ledger import append, canonical, entries_about
from app.meetings import queries
from app.meetings.models import Addendum, Meeting, SealedMinutes
from app.meetings.states import CorrectionState
from app.people.models import User

SEALED, ADDED = "minutes.sealed", "minutes.added"  # kinds of entries of the ledger


def seal(meeting: Meeting, *, at: datetime) -> SealedMinutes:
    """Fix the sentences that stand, and append their hash to the ledger. The meeting is read whole.

    Raises Conflict where the minutes were not approved.
    """
    minutes = queries.locked_minutes(meeting.id)
    minutes.move("seal")
    content = queries.content(meeting, queries.numbered(meeting, queries.lines_of(meeting.id)))
    text = canonical(content)
    sealed = SealedMinutes(meeting_id=meeting.id, text=text, hash=_hash(text), sealed_at=at)
    session().add(sealed)
    corrections = queries.corrections_of(meeting.id)
    taken = sum(one.state is CorrectionState.ACCEPTED for one in corrections)
    figures = {"sentences": len(content["sentences"]), "proposed": len(corrections), "taken": taken}
    append(meeting.council_id, SEALED, meeting, {"minutes": sealed.hash, **figures}, at=at)
    return sealed


def add_to_sealed(meeting: Meeting, text: str, *, once: str | None = None, by: User, at: datetime) -> Addendum:
    """Put something right below minutes that are sealed, with an entry of its own. The same form again adds nothing.

    Raises Conflict before the sealing.
    """
    queries.locked_minutes(meeting.id).move("append")
    known, once = queries.sent_before(Addendum, once, meeting_id=meeting.id, text=text)
    if known is not None:
        return known
    last = session().scalar(select(func.max(Addendum.number)).where(Addendum.meeting_id == meeting.id)) or 0
    told = canonical({"meeting": meeting.id, "number": last + 1, "text": text})
    added = Addendum(
        meeting_id=meeting.id, number=last + 1, text=text, hash=_hash(told), once=once, added_at=at, added_by_id=by.id
    )
    session().add(added)
    append(meeting.council_id, ADDED, meeting, {"number": added.number, "addendum": added.hash}, at=at)
    record("minutes.added", meeting, by=by, at=at)
    return added


def is_in_ledger(sealed: SealedMinutes) -> bool:
    """Whether the text has the hash it was sealed with, and the public ledger holds that hash."""
    return sealed.is_whole and sealed.hash in _fixed(sealed.meeting_id, SEALED, "minutes")


def addenda_in_ledger(meeting_id: int, addenda: list[Addendum]) -> bool:
    """Whether the ledger holds each of the addenda, as it was added, and no others."""
    told = [canonical({"meeting": meeting_id, "number": one.number, "text": one.text}) for one in addenda]
    return [_hash(one) for one in told] == _fixed(meeting_id, ADDED, "addendum")


def _fixed(meeting_id: int, kind: str, name: str) -> list[Any]:
    return [entry.body[name] for entry in entries_about("meeting", meeting_id) if entry.kind == kind]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
