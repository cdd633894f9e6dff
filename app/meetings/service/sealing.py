"""Sealing: what is published stands in the council's public ledger by its hash, and what follows is added below it."""

import hashlib
from datetime import datetime

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


def is_sealed(sealed: SealedMinutes) -> bool:
    """Whether the text has the hash that the public ledger holds, and what was added below it is what it holds too."""
    number = sealed.meeting_id
    entries = entries_about("meeting", number)
    fixed = [entry.body["minutes"] for entry in entries if entry.kind == SEALED]
    added = [entry.body["addendum"] for entry in entries if entry.kind == ADDED]
    told = [
        canonical({"meeting": number, "number": one.number, "text": one.text}) for one in queries.addenda_of(number)
    ]
    return sealed.is_whole and fixed == [sealed.hash] and added == [_hash(one) for one in told]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
