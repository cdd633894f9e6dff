"""The sitting itself: opened when neighbours are there, adjourned when all is said."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from app.kernel import chance, clock
from app.kernel.db import session
from app.kernel.errors import Conflict
from app.kernel.events import record
from app.kernel.i18n import _, moment
from app.meetings import queries
from app.meetings.models import Knock, Meeting
from app.meetings.service.dividing import forget_voices, refuse_while_dividing
from app.meetings.service.warming import end_any_thermometer
from app.meetings.service.writing import write_draft
from app.meetings.states import MeetingState
from app.people.models import User

DOORS_OPEN = timedelta(hours=1)  # before the announced start
PUBLISH_WITHIN = timedelta(days=14)  # of the end: Seongdong-gu, Daedeok-gu and Goyang-si ordinances


def doors_open_at(meeting: Meeting) -> datetime:
    """When neighbours can first be checked in."""
    return meeting.starts_at - DOORS_OPEN


def refuse_too_early(meeting: Meeting, at: datetime) -> None:
    """Raise Conflict before the doors open: a meeting is not held before the time that was announced."""
    doors = doors_open_at(meeting)
    if at < doors:
        raise Conflict(_("아직 이릅니다. %(doors)s부터 할 수 있습니다.", doors=moment(doors)))


def open_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Begin. A second call changes nothing. Raises Conflict too early, or where nobody has been checked in."""
    held = queries.locked(meeting.id)
    if held.state is MeetingState.RUNNING:
        return held
    held.move("open")
    refuse_too_early(held, at)
    present = queries.present_count(held.id)
    if present == 0:
        raise Conflict(_("아직 아무도 오지 않았습니다. 온 사람을 먼저 확인해 주세요."))
    held.opened_at, held.opened_by_id = at, by.id
    record("meeting.opened", held, by=by, at=at, present=present)
    return held


def adjourn(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """End it. A draft of the minutes is there at once, to be published within 14 days.

    Nobody waits at the door any more, and no name of who did is kept, nor of who said what in a division. A second call
    changes nothing. Raises Conflict while a division goes on.
    """
    held = queries.locked(meeting.id)
    if held.state is MeetingState.ENDED:
        return held
    refuse_while_dividing(held.id)
    end_any_thermometer(held, key=chance.token(), by=by, at=at)
    held.move("adjourn")
    forget_voices(held.id)
    session().execute(delete(Knock).where(Knock.meeting_id == held.id))
    held.ended_at = at
    held.publish_by = (clock.seoul(at) + PUBLISH_WITHIN).date()
    record("meeting.ended", held, by=by, at=at, present=queries.present_count(held.id))
    write_draft(held, at=at)
    return held
