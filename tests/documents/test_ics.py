"""Calendars: what a phone reads back."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from app.documents.ics import calendar
from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries
from app.meetings.states import MeetingState
from tests.factories import in_days
from tests.factories.meetings import a_meeting, an_attendance, an_item


@pytest.fixture(autouse=True)
def a_request(app):
    """Addresses are made within a request."""
    with app.test_request_context():
        yield


def event_of(meeting_id: int):
    read = Calendar.from_ical(calendar(queries.meeting(meeting_id), clock.now()))
    return read, read.walk("VEVENT")[0]


def test_the_calendar_is_read_back_as_it_was_meant(app):
    start = in_days(7).replace(second=0, microsecond=0)
    meeting = a_meeting(title="쓰레기; 유리, 봉투", starts_at=start, minutes_planned=40, place="주차장, 뒷문\n계단")
    an_item(meeting, position=1, title="깨진 유리")
    _, event = event_of(meeting.id)
    assert event["SUMMARY"].startswith("쓰레기; 유리, 봉투")
    assert event["LOCATION"] == "주차장, 뒷문\n계단"
    assert event.start == start
    assert event.end - event.start == timedelta(minutes=40)
    assert "1. 깨진 유리" in event["DESCRIPTION"]
    assert event["URL"] == f"http://golmok.test/meetings/{meeting.id}"
    assert event["STATUS"] == "CONFIRMED"


def test_the_zone_is_in_the_file_and_is_seouls(app):
    whole, event = event_of(a_meeting().id)
    assert event["DTSTART"].params["TZID"] == "Asia/Seoul"
    zone = whole.walk("VTIMEZONE")[0]
    assert zone["TZID"] == "Asia/Seoul"
    assert zone.walk("STANDARD")[0]["TZOFFSETTO"].td == timedelta(hours=9)


def test_lines_are_folded_so_that_every_phone_reads_them(app):
    meeting = a_meeting(title="가" * 80)
    assert max(len(line) for line in calendar(queries.meeting(meeting.id), clock.now()).splitlines()) <= 75


def test_a_changed_meeting_replaces_itself(app, sign_in):
    meeting = a_meeting()
    _, first = event_of(meeting.id)
    with transaction():
        queries.locked(meeting.id).place = "경로당"
    _, second = event_of(meeting.id)
    assert first["UID"] == second["UID"] == f"meeting-{meeting.id}@golmok.test"
    assert second["SEQUENCE"] > first["SEQUENCE"]


def test_a_cancelled_meeting_takes_itself_out_of_the_calendar(app):
    meeting = a_meeting(state=MeetingState.CANCELLED, cancelled_reason="비가 옵니다")
    whole, event = event_of(meeting.id)
    assert whole["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert "비가 옵니다" in event["DESCRIPTION"]


def test_nobody_who_comes_is_named(app):
    meeting = a_meeting()
    an_attendance(meeting, name="박순자")
    assert "박순자" not in calendar(queries.meeting(meeting.id), clock.now()).decode()
