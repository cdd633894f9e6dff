"""The clock of the minutes: 14 days to publish them, 30 days posted, a reminder and a word of being late, each once."""

from datetime import UTC, datetime, time, timedelta

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.meetings import queries, service
from app.meetings.jobs import watch_minutes
from app.meetings.models import Meeting
from app.meetings.states import MinutesState
from app.notices.jobs import deliver_events
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.meetings import a_meeting
from tests.factories.minutes import a_meeting_with_minutes


def at_noon(days_before: int, meeting: Meeting) -> datetime:
    """Noon in Seoul, so many days before the last day."""
    return datetime.combine(meeting.publish_by - timedelta(days=days_before), time(12), clock.SEOUL)


def told() -> list[tuple[int, str]]:
    deliver_events(clock.now())
    return [
        (row.user_id, row.action) for row in rows("notification") if row.action in {"minutes.due", "minutes.overdue"}
    ]


def test_the_last_day_is_fourteen_days_after_the_end_in_seoul(app):
    council = a_council()
    member = a_member(council)
    meeting, leader = a_meeting(council=council), a_facilitator(council)
    late = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # half past midnight of the 25th in Seoul
    with transaction():
        meeting.starts_at = late - timedelta(minutes=30)
        service.check_in(meeting, member.id, at=late - timedelta(minutes=20))
        service.open_meeting(meeting, by=leader, at=late - timedelta(minutes=10))
        service.adjourn(meeting, by=leader, at=late)
    assert queries.locked(meeting.id).publish_by.isoformat() == "2026-12-09"


@pytest.mark.parametrize(
    ("days_before", "actions"),
    [(4, []), (3, ["minutes.due"]), (0, ["minutes.due"]), (-1, ["minutes.overdue"]), (-9, ["minutes.overdue"])],
)
def test_the_facilitators_are_reminded_three_days_before_and_told_on_the_day_after(app, days_before, actions):
    council = a_council()
    leaders = [a_facilitator(council), a_facilitator(council)]
    a_member(council)
    meeting = a_meeting_with_minutes(MinutesState.DRAFT, council=council, called_by=leaders[0])
    for _ in range(3):
        watch_minutes(at_noon(days_before, meeting))
    assert told() == [(leader.id, action) for action in actions for leader in leaders]


def test_a_reminder_is_followed_by_a_word_of_being_late(app):
    meeting = a_meeting_with_minutes()
    assert watch_minutes(at_noon(2, meeting)) == 1
    assert watch_minutes(at_noon(-1, meeting)) == 1
    assert [action for _, action in told()] == ["minutes.due", "minutes.overdue"]


@pytest.mark.parametrize("state", [MinutesState.SHOWN, MinutesState.APPROVED])
def test_minutes_that_wait_for_somebody_are_reminded_of_too(app, state):
    assert watch_minutes(at_noon(1, a_meeting_with_minutes(state))) == 1


def test_published_minutes_are_not_reminded_of(app):
    meeting = a_meeting_with_minutes(MinutesState.SEALED)
    assert watch_minutes(at_noon(1, meeting)) == 0
    assert watch_minutes(at_noon(-5, meeting)) == 0


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (14, "14일 안에 공개해야 합니다", "info"),
        (3, "3일 안에 공개해야 합니다", "warning"),
        (0, "오늘까지 공개해야 합니다", "warning"),
        (-2, "공개해야 하는 날이 2일 지났습니다", "warning"),
    ],
)
def test_the_page_says_how_many_days_are_left(app, sign_in, days, words, tone):
    meeting = a_meeting_with_minutes(MinutesState.APPROVED, publish_by=clock.today() + timedelta(days=days))
    page = sign_in(meeting.called_by).get(f"/meetings/{meeting.id}/minutes").text
    assert words in page
    assert f"notice-{tone}" in page


def test_they_stay_posted_for_thirty_days_from_their_publication(app):
    meeting = a_meeting_with_minutes(MinutesState.SEALED)
    session().get_one(Meeting, meeting.id).published_at = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    assert queries.desk(meeting).posted_until.isoformat() == "2026-12-25"
