"""Minutes to test with, as far as they have come."""

from datetime import timedelta
from typing import Any

from app.kernel import clock
from app.kernel.db import session, transaction
from app.meetings import queries, service
from app.meetings.models import LineCorrection, Meeting, Minutes, MinutesLine
from app.meetings.states import LineKind, MeetingState, MinutesState
from app.people.models import User
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.meetings import a_meeting, a_remark, a_resolution, an_attendance, an_item

HOURS = timedelta(hours=1)


def a_meeting_with_minutes(state: MinutesState = MinutesState.DRAFT, *came: User, **given: Any) -> Meeting:
    """A meeting that has ended, on one item with a remark and a resolution; those who came have read what they may.

    Proposals for corrections are over where the minutes are approved or sealed.
    """
    meeting = a_meeting(**{"state": MeetingState.ENDED, **given})
    item = an_item(meeting, position=1, title="깨진 유리")
    a_remark(item, text="봉투가 찢어집니다.")
    a_resolution(item, by_id=meeting.called_by_id, owner="청소팀", asks_centre=True)
    for number, user in enumerate(came, 1):
        an_attendance(meeting, user=user, number=number)
    bring_to(meeting, state)
    return queries.meeting(meeting.id)


def bring_to(meeting: Meeting, state: MinutesState) -> None:
    """Write the draft, and go as far as the state."""
    with transaction():
        service.write_draft(queries.locked(meeting.id), at=clock.now())
    if state is not MinutesState.DRAFT:
        show(meeting, state)


def show(meeting: Meeting, state: MinutesState = MinutesState.SHOWN) -> None:
    """From the draft as it stands, as far as the state."""
    meeting = queries.meeting(meeting.id)
    by, now = meeting.called_by, clock.now()
    with transaction():
        service.show_minutes(meeting, by=by, at=now if state is MinutesState.SHOWN else now - 80 * HOURS)
        if state is MinutesState.SHOWN:
            return
        service.approve_minutes(meeting, by=by, at=now)
        if state is MinutesState.SEALED:
            service.publish(meeting, by=by, at=now)


def seal(meeting: Meeting) -> None:
    """From what those who came have read, when corrections are over."""
    meeting = queries.meeting(meeting.id)
    with transaction():
        service.approve_minutes(meeting, by=meeting.called_by, at=clock.now())
        service.publish(meeting, by=meeting.called_by, at=clock.now())


def let_corrections_end(meeting: Meeting) -> None:
    """As if the 72 hours were over."""
    with transaction():
        minutes = session().get_one(Minutes, meeting.id)
        minutes.corrections_until = clock.now() - HOURS


def the_line(meeting: Meeting, kind: LineKind) -> MinutesLine:
    """The first sentence of this kind."""
    return next(line for line in queries.lines_of(meeting.id) if line.kind is kind)


def a_correction(meeting: Meeting, by: User, text: str = "열 명이 왔습니다.", **given: Any) -> LineCorrection:
    """Other words for the sentence about who came, by somebody who was there."""
    line = given.pop("line", None) or the_line(meeting, LineKind.PRESENT)
    with transaction():
        values = {"reason": "한 명이 빠졌습니다", "at": clock.now(), **given}
        return service.propose_correction(line, text, by=by, **values)


def shown_minutes() -> tuple[Meeting, User, User]:
    """A meeting whose minutes lie before the one member who came: (meeting, facilitator, member)."""
    council = a_council()
    leader, member = a_facilitator(council, name="김반장"), a_member(council, name="이영희")
    return a_meeting_with_minutes(MinutesState.SHOWN, member, council=council, called_by=leader), leader, member
