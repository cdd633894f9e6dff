"""The calendar of a council: read back by another program, and line by line as RFC 5545 asks."""

import re

import pytest
from icalendar import Calendar

from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries, service
from app.meetings.states import MeetingState
from tests.factories import a_council, in_days
from tests.factories.meetings import a_meeting, an_attendance, an_item

LINE = re.compile(rb"[A-Z0-9-]+(;[A-Z0-9-]+=([^\x00-\x1f\";:,]*|\"[^\x00-\x1f\"]*\"))*:[^\x00-\x08\x0a-\x1f\x7f]*")


def feed_of(client, council) -> bytes:
    answer = client.get(f"/councils/{council.id}/calendar.ics")
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return answer.data


def events_of(content: bytes) -> dict:
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def uid(meeting) -> str:
    return f"meeting-{meeting.id}@golmok.test"


def test_all_announced_meetings_are_in_it_and_no_draft(app, client):
    council = a_council(name="새솔길 골목회의")
    held = a_meeting(council=council, state=MeetingState.PUBLISHED, starts_at=in_days(-30))
    coming = a_meeting(council=council, starts_at=in_days(5))
    off = a_meeting(council=council, state=MeetingState.CANCELLED, cancelled_reason="비가 옵니다")
    a_meeting(council=council, state=MeetingState.DRAFT)
    a_meeting(council=council, state=MeetingState.CANCELLED, announced_at=None)
    a_meeting()
    content = feed_of(client, council)
    events = events_of(content)
    assert set(events) == {uid(held), uid(coming), uid(off)}
    assert {key: event["STATUS"] for key, event in events.items()} == {
        uid(held): "CONFIRMED",
        uid(coming): "CONFIRMED",
        uid(off): "CANCELLED",
    }
    whole = Calendar.from_ical(content)
    assert (whole["X-WR-CALNAME"], whole["METHOD"]) == ("새솔길 골목회의", "PUBLISH")
    assert whole["REFRESH-INTERVAL"].dt.total_seconds() == 6 * 3600


def test_a_change_and_a_cancellation_keep_the_uid_and_raise_the_sequence(app, client, sign_in):
    council = a_council()
    meeting = a_meeting(council=council, starts_at=in_days(5))
    leader, number, name = meeting.called_by, meeting.id, uid(meeting)
    seen = [events_of(feed_of(client, council))[name]]
    with transaction():
        queries.locked(number).place = "경로당"
    seen.append(events_of(feed_of(client, council))[name])
    with transaction():
        service.cancel(queries.meeting(number), "비가 옵니다", by=leader, at=clock.now())
    seen.append(events_of(feed_of(client, council))[name])
    numbers = [event["SEQUENCE"] for event in seen]
    assert numbers == sorted(set(numbers))
    assert [event["STATUS"] for event in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_what_does_not_change_keeps_its_sequence(app, client):
    council = a_council()
    meeting = a_meeting(council=council)
    before = events_of(feed_of(client, council))[uid(meeting)]["SEQUENCE"]
    assert events_of(feed_of(client, council))[uid(meeting)]["SEQUENCE"] == before


@pytest.mark.parametrize("title", ["가" * 80, "쓰레기; 유리, 봉투\\", 'a"b:c;d', "👩‍👩‍👧 " * 16])
def test_every_line_is_as_the_standard_asks(app, client, title):
    """Lines end in CRLF, have 75 octets at most without it, and unfolded read name;parameters:value (3.1)."""
    council = a_council(name="이름, 긴; 골목" * 4)
    meeting = a_meeting(council=council, title=title[:80], place="주차장\\ 뒷문; 계단")
    an_item(meeting, title=title[:80])
    content = feed_of(client, council)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two
    unfolded = re.sub(rb"\r\n[ \t]", b"", content).split(b"\r\n")[:-1]
    assert [line for line in unfolded if not LINE.fullmatch(line)] == []
    names = [line.partition(b":")[0].partition(b";")[0] for line in unfolded]
    for once in (b"VERSION", b"PRODID", b"METHOD"):
        assert names.count(once) == 1
    assert events_of(content)[uid(meeting)]["SUMMARY"].startswith(title[:80].strip())


def test_nobody_who_comes_is_named(app, client):
    council = a_council()
    an_attendance(a_meeting(council=council), name="박순자")
    assert "박순자" not in feed_of(client, council).decode()
