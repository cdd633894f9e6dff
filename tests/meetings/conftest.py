"""A meeting that runs, for all tests of meetings that ask for one."""

import pytest
from sqlalchemy import update

from app.kernel.db import transaction
from app.meetings.models import Attendance
from app.meetings.states import MeetingState
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.meetings import a_meeting, an_attendance, an_item


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def leader(council):
    return a_facilitator(council)


@pytest.fixture
def meeting(council, leader):
    """It runs, with two items and two residents in the room."""
    held = a_meeting(council=council, called_by=leader, state=MeetingState.RUNNING)
    an_item(held, title="쓰레기 내놓는 때", minutes=10)
    an_item(held, title="어두운 모퉁이", minutes=20)
    for number, name in ((1, "초록대문 집"), (2, "박씨 할머니")):
        an_attendance(held, user=a_member(council, name=name), number=number)
    return held


@pytest.fixture
def on_time(meeting):
    """It runs, and those who are there came when it was opened."""
    with transaction() as current:
        current.execute(update(Attendance).values(came_at=meeting.opened_at))
    return meeting
