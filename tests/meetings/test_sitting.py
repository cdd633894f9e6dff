"""The sitting: opened when neighbours are there, adjourned once, and every button safe to press twice."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.meetings import queries, service
from app.meetings.states import MeetingState
from tests.browsing import form_of
from tests.conftest import rows
from tests.factories import a_council, in_days
from tests.factories.meetings import a_meeting, an_attendance, an_item


def page_of(meeting, name: str = "minutes") -> str:
    return f"/meetings/{meeting.id}/{name}"


def actions() -> list[str]:
    return [event.action for event in rows("event")]


def test_a_meeting_is_not_opened_while_nobody_is_there(app, sign_in):
    meeting = a_meeting()
    leader = meeting.called_by
    with pytest.raises(Conflict, match="아무도 오지 않았습니다"), transaction():
        service.open_meeting(meeting, by=leader, at=clock.now())
    assert "회의 시작" not in sign_in(leader).get(page_of(meeting, "console")).text


def test_a_meeting_is_not_opened_days_before_its_time(app):
    meeting = a_meeting(starts_at=in_days(3))
    an_attendance(meeting)
    leader = meeting.called_by
    with pytest.raises(Conflict, match="아직 이릅니다"), transaction():
        service.open_meeting(meeting, by=leader, at=clock.now())


@pytest.mark.parametrize(
    ("state", "verb", "page", "action"),
    [
        (MeetingState.ANNOUNCED, "/opening", "console", "meeting.opened"),
        (MeetingState.RUNNING, "/adjournment", "console", "meeting.ended"),
        (MeetingState.ENDED, "/publication", "minutes", "minutes.published"),
    ],
)
def test_every_button_of_the_sitting_may_be_pressed_twice(app, sign_in, state, verb, page, action):
    meeting = a_meeting(state=state)
    an_attendance(meeting)
    browser = sign_in(meeting.called_by)
    form = form_of(browser.get(page_of(meeting, page)).text, verb)
    assert [browser.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert actions() == [action]


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.CANCELLED, MeetingState.PUBLISHED])
def test_what_the_state_does_not_allow_is_a_conflict(app, state):
    meeting = a_meeting(state=state)
    item, leader, at = an_item(meeting), meeting.called_by, clock.now()
    for verb in (
        lambda: service.open_meeting(meeting, by=leader, at=at),
        lambda: service.adjourn(meeting, by=leader, at=at),
        lambda: service.write_remark(meeting, item, "말", at=at),
    ):
        with pytest.raises(Conflict), transaction():
            verb()
    assert rows("meeting")[0].state == state


def test_the_minutes_are_due_fourteen_days_after_the_end_in_seoul(app):
    meeting = a_meeting(state=MeetingState.RUNNING)
    leader = meeting.called_by
    late = clock.now().replace(hour=16, minute=0)  # past midnight in Seoul
    with transaction():
        service.adjourn(meeting, by=leader, at=late)
    ended = queries.meeting(meeting.id)
    assert ended.publish_by == clock.seoul(late).date() + timedelta(days=14)


def test_the_console_tells_how_many_are_missing_for_the_quorum(app, sign_in):
    council = a_council(bylaws={"quorum_basis": "count", "quorum_value": 5})
    meeting = a_meeting(council=council)
    an_attendance(meeting)
    page = sign_in(meeting.called_by).get(page_of(meeting, "console")).text
    assert "정족수까지 4명이 더 와야 합니다" in page
