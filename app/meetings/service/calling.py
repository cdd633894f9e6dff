"""Calling a meeting: make it, change it, announce it to everybody, or call it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from app.councils.models import Bylaws, Council
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _, day
from app.meetings import queries
from app.meetings.models import Meeting
from app.meetings.service.agenda import put_on, table
from app.meetings.service.seating import set_seats
from app.meetings.states import MeetingState
from app.people.models import User
from app.proposals.models import Proposal


@dataclass(frozen=True)
class Plan:
    """When, where and for how long neighbours meet; `starts_at` is aware."""

    title: str
    starts_at: datetime
    place: str
    minutes_planned: int = 90
    access_note: str = ""
    bring: str = ""
    seats: int | None = None


def convene(
    council: Council,
    plan: Plan,
    *,
    proposals: Sequence[Proposal] = (),
    topics: Sequence[str] = (),
    once: str | None = None,
    by: User,
    at: datetime,
) -> Meeting:
    """Prepare a meeting with an agenda of proposals and free topics; nobody sees it until it is announced.

    What earlier meetings of the council left for later comes back at the end of it.

    The same form again gives the meeting that is there. Raises Invalid for a moment in the past.
    """
    session().execute(select(Council.id).where(Council.id == council.id).with_for_update())
    known, once = queries.sent_before(Meeting, once, council_id=council.id, **vars(plan))
    if known is not None:
        return known
    _refuse_past(plan.starts_at, at)
    meeting = Meeting(council_id=council.id, called_by_id=by.id, once=once, **vars(plan))
    session().add(meeting)
    session().flush()
    for position, (title, proposal_id) in enumerate(_matters(proposals, topics), 1):
        put_on(meeting, title, position=position, proposal_id=proposal_id)
    session().flush()
    _bring_back(meeting, at)
    return meeting


def _bring_back(meeting: Meeting, at: datetime) -> None:
    """What earlier meetings left for later stands at the end of the next agenda; its key keeps it from coming twice."""
    before = len(queries.items_of(meeting.id))
    for position, (key, text) in enumerate(queries.left_for_later(meeting.council_id, at), before + 1):
        put_on(meeting, text, position=position, once=key)
    session().flush()


def _matters(proposals: Sequence[Proposal], topics: Sequence[str]) -> list[tuple[str, int | None]]:
    return [(proposal.title, proposal.id) for proposal in proposals] + [(topic, None) for topic in topics]


def change(meeting: Meeting, plan: Plan, *, by: User, at: datetime) -> Meeting:
    """Correct a meeting that has not begun; an announced one is told anew, and a new time keeps its notice.

    Raises Invalid for a moment in the past or within the notice period and for fewer seats than are taken, Conflict
    once the meeting runs.
    """
    meeting.move("edit")
    before = {name: getattr(meeting, name) for name in vars(plan)}
    if before == vars(plan):
        return meeting
    if plan.starts_at != meeting.starts_at:
        _refuse_past(plan.starts_at, at)
        if meeting.announced_at:
            _refuse_short_notice(plan.starts_at, _bylaws(meeting), at)
        meeting.reminded_at = None
    if plan.seats != meeting.seats:
        set_seats(meeting, plan.seats, at=at)
    for name, value in vars(plan).items():
        setattr(meeting, name, value)
    if meeting.announced_at:
        changed = [name for name, value in before.items() if getattr(meeting, name) != value]
        record("meeting.changed", meeting, by=by, at=at, changed=changed)
    return meeting


def announce(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Tell everybody: from now on the notice page is public and the agenda's proposals are tabled.

    A second call changes nothing. Raises Invalid where the agenda is empty, the moment is past, or the
    bylaws' notice period would not have run; Conflict where the meeting was called off.
    """
    held = queries.locked(meeting.id)
    if held.state is MeetingState.ANNOUNCED:
        return held
    held.move("announce")
    items = queries.items_of(held.id)
    if not items:
        raise Invalid(_("안건이 없습니다. 이야기할 것을 하나는 넣어 주세요."))
    _refuse_past(held.starts_at, at)
    _refuse_short_notice(held.starts_at, _bylaws(held), at)
    for item in items:
        if item.proposal is not None:
            table(item.proposal, by=by, at=at)
    held.announced_at = at
    record("meeting.announced", held, by=by, at=at)
    return held


def cancel(meeting: Meeting, reason: str, *, by: User, at: datetime) -> Meeting:
    """Call the meeting off with a reason that everybody reads; a second call changes nothing."""
    held = queries.locked(meeting.id)
    if held.state is MeetingState.CANCELLED:
        return held
    held.move("cancel")
    held.cancelled_at, held.cancelled_reason = at, reason
    if held.announced_at:
        record("meeting.cancelled", held, by=by, at=at, reason=reason)
    return held


def remind(number: int, *, at: datetime) -> None:
    """Remind the neighbours of an announced meeting, once; a new time is reminded of anew.

    Written beside the version of the row, which counts what calendars must know of.
    """
    held = queries.locked(number)
    if held.state is not MeetingState.ANNOUNCED or held.reminded_at is not None:
        return
    session().execute(update(Meeting).where(Meeting.id == number).values(reminded_at=at))
    record("meeting.reminded", held, by=None, at=at)


def earliest_day(bylaws: Bylaws, at: datetime) -> date:
    """The first day on which a meeting announced now may be: notice_days full days after today in Seoul."""
    return clock.seoul(at).date() + timedelta(days=bylaws.notice_days)


def _bylaws(meeting: Meeting) -> Bylaws:
    return session().get_one(Bylaws, meeting.council_id)


def _refuse_past(starts_at: datetime, at: datetime) -> None:
    if starts_at <= at:
        raise Invalid(_("이미 지난 때입니다. 앞으로 올 날짜와 시각을 골라 주세요."))


def _refuse_short_notice(starts_at: datetime, bylaws: Bylaws, at: datetime) -> None:
    earliest = earliest_day(bylaws, at)
    if clock.seoul(starts_at).date() < earliest:
        raise Invalid(
            _(
                "이 골목회의의 운영세칙은 회의를 %(days)d일 전에 알리도록 합니다. "
                "오늘 알리면 %(earliest)s부터 열 수 있습니다. 날짜를 바꾼 뒤 알려 주세요.",
                days=bylaws.notice_days,
                earliest=day(earliest),
            )
        )
