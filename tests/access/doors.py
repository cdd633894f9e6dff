"""At the door of a meeting in the small world: a code, somebody who waits, somebody elsewhere, and a recusal."""

from typing import Any

from app.meetings import queries
from app.meetings.models import AgendaItem, Attendance, Meeting
from tests.factories import meetings


def keep_door(world: Any, meeting: Meeting, item: AgendaItem, came: Attendance) -> dict[str, Any]:
    """The author's own code, one who waits, the observer who takes part from elsewhere, and the resident recused."""
    number = queries.own_number(world.users["A"], meeting)
    assert number is not None
    meetings.an_attendance(meeting, user=world.users["O"], remote=True)
    return {
        "code": queries.code_of(meeting.id, number),
        "knock_id": meetings.a_knock(meeting, name="명단의 그분").id,
        "recusal_id": meetings.a_recusal(item, came, by=world.users["F"]).id,
    }
