"""Divisions of the small world, each in a running meeting of its own: one that phones vote in, one that is counted."""

from typing import Any

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import service
from app.meetings.states import MeetingState
from tests.factories import meetings

SLIP_HOLDER, FREE = 2, 3
_NOUGHT = dict.fromkeys(("one", "two", "three", "four", "five"), "0")
_PAD = {f"{channel}_{mark}": "0" for channel in ("hands", "slips") for mark in ("yes", "no", "abstain")}
FORMS: dict[str, dict[str, str]] = {
    "meetings.put_to_vote": {"text": "봉투를 나누어 준다"},
    "meetings.division": {**_PAD, "hands_yes": "1", "seen": "2"},  # opened and closed
    "polls.put_to_secret_vote": {"text": "봉투를 나누어 준다", "minutes": "5"},
    "meetings.hand_out": {"number": str(FREE)},
    "meetings.answer": {"mark": "yes"},
    "meetings.show_step": {"step": "3"},
    "meetings.end_thermometer": _NOUGHT,
}


def keep_divisions(world: Any, council: Council) -> None:
    """The resident is there with a phone, two neighbours without; the temperature is being taken too."""
    by, at = world.users["F"], clock.now()
    for name in ("dividing", "counting"):
        meeting = meetings.a_meeting(council=council, called_by=by, state=MeetingState.RUNNING, title=f"{name} 회의")
        item = meetings.an_item(meeting)
        meetings.an_attendance(meeting, user=world.users["R"], number=1)
        for number in (SLIP_HOLDER, FREE):
            meetings.an_attendance(meeting, name="명단의 그분", number=number)
        with transaction():
            division = service.put_to_vote(meeting, item, "봉투를 나누어 준다", by=by, at=at)
            service.hand_out(meeting, division.id, SLIP_HOLDER)
            on = service.begin_thermometer(meeting, by=by, at=at)
            if name == "counting":
                service.close_phones(meeting, division.id, by=by, at=at)
        numbers = {"division_id": division.id, "thermometer_id": on.id, "number": SLIP_HOLDER}
        world.keep(f"meeting {name}", meeting_id=meeting.id, item_id=item.id, **numbers)
