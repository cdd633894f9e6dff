"""iCalendar (RFC 5545): a meeting for a phone's calendar, and all of a council's to subscribe to."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone

from app.councils.models import Council
from app.documents.addresses import absolute, host
from app.kernel import clock
from app.kernel.i18n import _
from app.meetings.models import Meeting

ASK_AGAIN = timedelta(hours=6)
ZONE = Timezone.from_tzid("Asia/Seoul", first_date=date(2020, 1, 1), last_date=date(2038, 1, 1))


def calendar(meeting: Meeting, at: datetime) -> bytes:
    """The meeting as a calendar with one event; loaded again it replaces itself (UID), newest last (SEQUENCE).

    `at` is the moment of the answer (DTSTAMP). The agenda is in it, who comes is not.
    """
    whole = _calendar("CANCEL" if meeting.is_cancelled else "PUBLISH")
    whole.add_component(_event(meeting, at))
    return bytes(whole.to_ical())


def feed(council: Council, meetings: Sequence[Meeting], at: datetime) -> bytes:
    """All of them in one calendar that phones load again by themselves; a meeting called off stays in it, as such.

    Its name is that of the council (RFC 7986, and the older X-WR-CALNAME), as is how often it is worth asking again.
    """
    whole = _calendar("PUBLISH")
    for name in ("name", "x-wr-calname"):
        whole.add(name, council.name)
    whole.add("url", absolute("home.council", council_id=council.id))
    whole.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    whole.add("x-published-ttl", "PT6H")  # the same, for programs older than RFC 7986
    for meeting in meetings:
        whole.add_component(_event(meeting, at))
    return bytes(whole.to_ical())


def _calendar(method: str) -> Calendar:
    whole = Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", "-//Golmok//golmok//KO")
    whole.add("method", method)
    whole.add_component(ZONE)
    return whole


def _event(meeting: Meeting, at: datetime) -> Event:
    address = absolute("meetings.show", meeting_id=meeting.id)
    event = Event()
    event.add("uid", f"meeting-{meeting.id}@{host()}")
    event.add("dtstamp", at)
    event.add("sequence", meeting.version)
    event.add("dtstart", clock.seoul(meeting.starts_at))
    event.add("dtend", clock.seoul(meeting.ends_at))
    event.add("summary", f"{meeting.title} ({meeting.council.name})")
    event.add("location", meeting.place)
    event.add("description", _description(meeting, address))
    event.add("url", address)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return event


def _description(meeting: Meeting, address: str) -> str:
    lines = [f"{item.position}. {item.title}" for item in meeting.items]
    if meeting.access_note:
        lines.append(meeting.access_note)
    if meeting.is_cancelled:
        lines.insert(0, _("취소되었습니다: %(reason)s", reason=meeting.cancelled_reason))
    return "\n".join([*lines, address])
