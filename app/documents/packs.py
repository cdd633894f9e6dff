"""What stands in the pack of a meeting (회의 자료): what neighbours read before they come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.decisions import queries as decisions
from app.decisions.models import Request
from app.kernel import clock
from app.kernel.i18n import _, day
from app.meetings import queries as meetings
from app.meetings.models import Meeting, Resolution


@dataclass(frozen=True)
class Promise:
    """What the last meeting decided, who does it by when, and what is known of it."""

    text: str
    owner: str
    due_on: date | None
    standing: str
    request_id: int | None


def pack(meeting: Meeting) -> dict[str, Any]:
    """The facts of the pack, for a meeting that was read whole."""
    last = meetings.held_before(meeting)
    return {
        "meeting": meeting,
        "last": last,
        "promises": _promises(last),
        "invitees": meetings.invitees(meeting.id),
        "seating": meetings.seating(meeting),
    }


def _promises(last: Meeting | None) -> list[Promise]:
    carried = [one for item in last.items for one in item.resolutions if one.is_carried] if last else []
    asked = decisions.requests_of_resolutions([one.id for one in carried]) if carried else {}
    return [_promise(one, asked) for one in carried]


def _promise(one: Resolution, asked: Mapping[int, Request]) -> Promise:
    request = asked.get(one.id)
    return Promise(one.text, one.owner, one.due_on, _standing(one, request), request.id if request else None)


def _standing(one: Resolution, request: Request | None) -> str:
    """What is known: the centre's answer, or that it is due, or that nobody has said whether it is done."""
    if request and request.is_answered and request.decision and request.decision.answer:
        return _("주민센터가 답했습니다: %(answer)s", answer=request.decision.answer.label)
    if request and request.is_open and request.due_on:
        return _("주민센터가 %(day)s까지 답합니다.", day=day(request.due_on))
    if one.due_on and one.due_on < clock.today():
        return _("기한이 지났습니다. 됐는지 회의에서 확인합니다.")
    return _("됐는지 아직 모릅니다. 회의에서 확인합니다.")


def reprinted(parts: Sequence[str], most: int = 160) -> str:
    """Several texts of residents in one line, cut where it grows longer than `most`."""
    line = " ".join(" ".join(part.split()) for part in parts if part)
    return line if len(line) <= most else f"{line[: most - 1]}…"
