"""What the clock does about open requests: reminders that climb, a word on progress, and the council's next agenda."""

from datetime import date, datetime
from typing import NamedTuple

from app.decisions import queries
from app.decisions.service.steps import take
from app.decisions.states import LADDER, PROGRESS_ASKED_EVERY, StepKind
from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import record
from app.kernel.i18n import _, force_locale
from app.meetings import queries as meetings
from app.meetings import service as agendas
from app.meetings.states import MeetingState
from app.people.models import User
from app.people.states import Rank
from app.places import queries as places

TITLE_LENGTH = 80


class Owed(NamedTuple):
    """A reminder: its key, its step in the history, its event, and who is told."""

    key: str
    step: StepKind
    event: str
    rank: Rank


def owed(today: date, received_on: date | None, due_on: date | None) -> list[Owed]:
    """Every reminder whose time has come by today, the lowest rung first.

    A rung belongs to a due date: an extension starts the ladder anew. What comes before the day is not told after it.
    """
    found: list[Owed] = []
    if due_on is not None:
        left = places.working_days_left(today, due_on)
        due = [rung for rung in LADDER if rung.is_reached(left, today, due_on)]
        found += [Owed(f"{rung.step.value}:{due_on.isoformat()}", rung.step, rung.event, rung.rank) for rung in due]
    rounds = (today - received_on).days // PROGRESS_ASKED_EVERY if received_on else 0
    if rounds:
        found.append(Owed(f"progress:{rounds}", StepKind.PROGRESS_ASKED, "request.progress_due", Rank.OFFICER))
    return found


def remind(request_id: int, *, at: datetime) -> int:
    """Send the reminders that a request owes by now and has not had, each once; how many."""
    held, course = queries.locked_course(request_id)
    today, sent = clock.seoul(at).date(), 0
    if not held.is_open:
        return 0
    for one in owed(today, held.received_on, held.due_on):
        if not course.has(one.key):
            take(held, _told(one, held.desk_id), one.key, by=None, at=at, due_on=held.due_on)
            record(one.event, held, by=None, at=at)
            sent += 1
    return sent


def _told(one: Owed, dong_id: int) -> StepKind:
    """What the history says: never that somebody was told whom the centre does not have here."""
    is_higher = one.rank is not Rank.OFFICER
    return StepKind.EVERYONE_TOLD if is_higher and not queries.has_rank(dong_id, one.rank) else one.step


def put_on_agenda(request_id: int, meeting_id: int, *, at: datetime) -> bool:
    """Put a request without an answer at the end of the agenda of a meeting to come, once; whether it was put there.

    The key of the item keeps it from coming twice; one that the facilitator takes off stays off.
    """
    held, course = queries.locked_course(request_id)
    meeting, key = meetings.locked(meeting_id), f"agenda:{meeting_id}"
    if not held.is_open or course.has(key) or meeting.state not in (MeetingState.DRAFT, MeetingState.ANNOUNCED):
        return False
    with force_locale("ko"):  # as agendas are
        title = _("답을 기다리는 요청: %(title)s", title=held.title)
    caller = session().get_one(User, meeting.called_by_id)
    once = f"request-{held.id}-{meeting_id}"
    agendas.add_item(meeting, _cut(title), once=once, by=caller, at=at)
    take(held, StepKind.ON_AGENDA, key, by=None, at=at, due_on=held.due_on, meeting_id=meeting_id)
    record("request.on_agenda", held, by=None, at=at, meeting_id=meeting_id)
    return True


def _cut(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"
