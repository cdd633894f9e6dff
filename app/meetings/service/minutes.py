"""What is written of a meeting: remarks while it runs, corrections until the minutes are published."""

from datetime import datetime

from sqlalchemy import delete, select

from app.kernel.db import session
from app.kernel.events import record
from app.meetings import queries
from app.meetings.models import AgendaItem, Meeting, Remark
from app.meetings.states import MeetingState
from app.people.models import User


def write_remark(meeting: Meeting, item: AgendaItem, text: str, *, once: str | None = None, at: datetime) -> Remark:
    """One thing that was said on the item, without who said it. The same form again adds nothing."""
    queries.locked(meeting.id).move("note")
    written, once = queries.sent_before(Remark, once, item_id=item.id, text=text)
    if written is not None:
        return written
    remark = Remark(item_id=item.id, text=text, once=once, written_at=at)
    session().add(remark)
    session().flush()
    return remark


def reword(meeting: Meeting, remark: Remark, text: str) -> Remark:
    """Correct what was written. Raises Conflict once the minutes are published."""
    queries.locked(meeting.id).move("note")
    remark.text = text
    return remark


def drop_remark(meeting: Meeting, number: int) -> str | None:
    """Take out what does not belong into the minutes; twice is once. Raises Conflict once they are published.

    Gives what the remark said, None where it is gone already.
    """
    queries.locked(meeting.id).move("note")
    items = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)
    gone = delete(Remark).where(Remark.id == number, Remark.item_id.in_(items)).returning(Remark.text)
    return session().scalars(gone).one_or_none()


def publish(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Everybody can read the minutes from now on; nothing in them changes any more. A second call changes nothing."""
    held = queries.locked(meeting.id)
    if held.state is MeetingState.PUBLISHED:
        return held
    held.move("publish")
    held.published_at = at
    record("minutes.published", held, by=by, at=at)
    return held
