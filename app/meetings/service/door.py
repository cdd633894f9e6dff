"""The door for those who are new: they give a name on their own telephone, and the facilitator lets them in or not."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.models import Attendance, Knock, Meeting
from app.meetings.service.attendance import admit
from app.meetings.service.sitting import refuse_too_early

MOST_WAITING = 50


def knock(meeting: Meeting, name: str, *, once: str | None, at: datetime) -> Knock:
    """Somebody new asks to come in. The same form again adds nothing.

    Raises Conflict before the doors open, after the end, and where too many wait already.
    """
    held = queries.locked(meeting.id)
    held.move("check_in")
    refuse_too_early(held, at)
    known, once = queries.sent_before(Knock, once, meeting_id=meeting.id, name=name)
    if known is not None:
        return known
    if len(queries.waiting(meeting.id)) >= MOST_WAITING:
        raise Conflict(_("기다리는 분이 너무 많습니다. 진행자에게 직접 말씀해 주세요."))
    asked = Knock(meeting_id=meeting.id, name=name, once=once, asked_at=at)
    session().add(asked)
    session().flush()
    return asked


def let_in(meeting: Meeting, number: int, *, at: datetime) -> Attendance:
    """The one who waits comes in as a walk-in. A second call gives the row that is there. Raises NotFound."""
    asked = _held(meeting, number)
    if asked.attendance is not None:
        return asked.attendance
    came = admit(meeting, asked.name, at=at)
    asked.attendance_id, asked.declined_at = came.id, None
    return came


def turn_away(meeting: Meeting, number: int, *, at: datetime) -> Knock:
    """The one who waits does not come in: they read that they should ask in person. Raises NotFound.

    Who was let in by another telephone meanwhile stays in.
    """
    asked = _held(meeting, number)
    if asked.attendance_id is None:
        asked.declined_at = asked.declined_at or at
    return asked


def _held(meeting: Meeting, number: int) -> Knock:
    queries.locked(meeting.id).move("check_in")
    asked = (
        select(Knock).where(Knock.id == number, Knock.meeting_id == meeting.id).options(joinedload(Knock.attendance))
    )
    found = session().scalars(asked.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found
