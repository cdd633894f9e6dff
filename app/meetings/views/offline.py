"""Going on without network: the page that a phone keeps, what it takes along, and what it brings back."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Response, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from app.councils.service.rules import quorum_needed
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.kernel.i18n import _
from app.kernel.policy import authorize, can, public, why_not
from app.meetings import queries, service
from app.meetings.forms import JournalForm, key_of, read
from app.meetings.models import Attendance, Meeting, MeetingEntry, OfflineEntry
from app.meetings.states import Deed, Merged
from app.meetings.views.blueprint import bp
from app.meetings.views.floor import RIGHTS

log = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=1)  # after the end a phone deletes what it took along
MOST_SEATS = 2_000
NEEDED: Mapping[str, str] = {
    **{kind.value: right for kind, right in RIGHTS.items()},
    Deed.OPENING.value: "run",
    Deed.ARRIVAL.value: "attendance",
    Deed.WALK_IN.value: "attendance",
    Deed.DEPARTURE.value: "attendance",
    Deed.RETURN.value: "attendance",
    Deed.REMARK.value: "write_down",
    Deed.HANDS.value: "count",
}


@bp.get("/meetings/offline-worker.js")
@public
def offline_worker() -> ResponseReturnValue:
    """The program that answers for the kept page; from here, so that it may answer for meetings and nothing else."""
    answer: Response = current_app.send_static_file("js/offline-worker.js")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/meetings/<int:meeting_id>/offline")
def offline(meeting_id: int) -> ResponseReturnValue:
    """The page that a phone keeps. It holds no name: those come with what is taken along."""
    meeting = queries.meeting(meeting_id)
    authorize("assist", meeting)
    return render_template("meetings/offline.html", meeting=meeting, Deed=Deed, Merged=Merged)


@bp.get("/meetings/<int:meeting_id>/offline.json")
def taken_along(meeting_id: int) -> ResponseReturnValue:
    """What a phone takes along: agenda, journal and who is there; the list of members only for who may see it."""
    meeting = queries.meeting(meeting_id)
    authorize("assist", meeting)
    return jsonify(_taken(meeting))


@bp.post("/meetings/<int:meeting_id>/journal")
def merge(meeting_id: int) -> ResponseReturnValue:
    """What a phone wrote without network. The answer says of every line what became of it."""
    meeting = queries.meeting(meeting_id)
    authorize("assist", meeting)
    form, by, now = JournalForm(), current_user, clock.now()
    lines = form.lines() if form.validate_on_submit() else None
    if lines is None:
        raise Invalid(_("보낸 기록을 읽지 못했습니다."))
    mine = [line for line in lines if key_of(line) and _may(meeting, line)]
    refused = [_refusal(meeting, line) for line in lines if line not in mine]
    with transaction():
        sent = [read(line, now=now) for line in mine]
        rows = service.merge(meeting, str(form.journal.data), sent, by=by, received_at=now)
        answers = [_answer(row) for row in rows]
    return jsonify(answers + refused)


def _may(meeting: Meeting, line: Mapping[str, Any]) -> bool:
    """Whether this person may send such a line; of what is of no kind everybody who helps hears that it is not."""
    needed = NEEDED.get(str(line.get("kind")))
    return needed is None or can(current_user, needed, meeting)


def _answer(row: OfflineEntry) -> dict[str, Any]:
    return {"key": row.key, "merged": row.merged.value, "said": row.reason, "number": row.number}


def _refusal(meeting: Meeting, line: Any) -> dict[str, Any]:
    key = key_of(line)
    why = why_not(current_user, NEEDED[line["kind"]], meeting) if key else _("보낸 기록을 읽지 못했습니다.")
    log.warning("offline entry %s of meeting %s refused: %s", key, meeting.id, why)
    return {"key": key, "merged": "refused", "said": str(why), "number": None}


def _taken(meeting: Meeting) -> dict[str, Any]:
    sees_door = can(current_user, "attendance", meeting)
    now, presence, council = clock.now(), queries.presence(meeting), meeting.council
    ends_at = meeting.ended_at or meeting.ends_at
    return {
        "meeting": meeting.id,
        "title": meeting.title,
        "state": meeting.state.value,
        "now": _ms(now),
        "ends_at": _ms(ends_at),
        "until": _ms(max(now, ends_at) + KEPT_FOR),
        "csrf": generate_csrf(),
        "may": [kind for kind, right in NEEDED.items() if can(current_user, right, meeting)],
        "needed": quorum_needed(council.bylaws, presence.members, council.dong.population),
        "items": [{"item": one.id, "title": one.title, "minutes": one.minutes} for one in meeting.items],
        "entries": [_line(line) for line in queries.entries_of(meeting.id)],
        "people": [_person(one, sees_door) for one in queries.arrivals(meeting.id)],
        "seats": _seats(meeting) if sees_door else [],
    }


def _line(line: MeetingEntry) -> dict[str, Any]:
    return {"key": line.key, "at": _ms(line.at), "kind": line.kind, "facts": line.facts}


def _person(one: Attendance, sees_door: bool) -> dict[str, Any]:
    known = {"number": one.number, "name": one.name, "here": one.left_at is None}
    return {**known, "user": one.user_id} if sees_door else known


def _seats(meeting: Meeting) -> list[dict[str, Any]]:
    found = queries.seats(meeting, most=MOST_SEATS)
    return [{"user": seat.user_id, "name": seat.name, "number": queries.shown(seat.number)} for seat in found]


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
