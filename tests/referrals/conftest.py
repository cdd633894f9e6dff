"""A meeting that runs in a dong with a welfare planner."""

import pytest

from app.meetings.states import MeetingState
from tests.factories import a_council, a_dong, a_facilitator
from tests.factories.meetings import a_meeting, an_item
from tests.factories.referrals import a_planner


@pytest.fixture
def dong(app):
    return a_dong()


@pytest.fixture
def council(dong):
    return a_council(dong=dong)


@pytest.fixture
def leader(council):
    return a_facilitator(council, name="골목 활동가")


@pytest.fixture
def planner(dong):
    return a_planner(dong, name="복지플래너")


@pytest.fixture
def meeting(council, leader):
    return a_meeting(council=council, called_by=leader, state=MeetingState.RUNNING)


@pytest.fixture
def item(meeting):
    return an_item(meeting, title="쓰레기")
