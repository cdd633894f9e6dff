"""Making a report from a meeting or a poll, reading it through, and sending it to the dong centre."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.decisions import queries
from app.decisions.models import Report, Request, RequestKind
from app.decisions.states import ReportState
from app.kernel import clock
from app.kernel.db import kept_once, session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _, lazy
from app.meetings.models import Meeting
from app.meetings.states import MeetingState
from app.people.models import User
from app.polls.models import Poll
from app.polls.states import PollState

TITLE_LENGTH = 120


def compose(source: Meeting | Poll, *, by: User, at: datetime) -> Report:
    """Make the report of a meeting that has ended or of a poll that was counted, with a request for each wish.

    Each gives one report: a second press, even at the same moment, finds the first one. Raises Conflict before
    the meeting has ended or the poll is counted.
    """
    values, wishes = _of_meeting(source) if isinstance(source, Meeting) else _of_poll(source)
    there = queries.report_from(source)
    if there is not None:
        return there
    report = Report(council_id=source.council_id, made_by_id=by.id, made_at=at, **values)
    report.requests = [
        Request(
            council_id=source.council_id,
            position=position,
            text=wish.text,
            proposal_id=wish.proposal_id,
            resolution_id=wish.resolution_id,
        )
        for position, wish in enumerate(wishes, 1)
    ]
    return _kept_once(report, source)


def _of_meeting(source: Meeting) -> tuple[dict[str, Any], Sequence[queries.Wish]]:
    if source.state not in (MeetingState.ENDED, MeetingState.PUBLISHED):
        raise Conflict(lazy("회의를 마친 뒤에 보고서를 만들 수 있습니다."))
    return {"meeting_id": source.id, "title": source.title[:TITLE_LENGTH]}, queries.wishes_of_meeting(source)


def _of_poll(source: Poll) -> tuple[dict[str, Any], Sequence[queries.Wish]]:
    if source.is_replay or source.state not in (PollState.CLOSED, PollState.CERTIFIED):
        raise Conflict(lazy("투표를 마감하고 센 뒤에 보고서를 만들 수 있습니다."))
    return {"poll_id": source.id, "title": source.question[:TITLE_LENGTH]}, queries.wishes_of_poll(source)


def _kept_once(report: Report, source: Meeting | Poll) -> Report:
    """The database decides between two presses at the same moment: the unique key lets one in."""
    try:
        with session().begin_nested():
            session().add(report)
    except IntegrityError:
        there = queries.report_from(source)
        if there is None:
            raise
        return there
    return report


def add(report: Report, text: str, code: str, *, once: str | None = None) -> Request:
    """Ask one thing more, on the clock of the kind with this code. The same form again, known by `once`, adds nothing.

    Raises Conflict once the report was sent, and Invalid where the form says something else than the first time.
    """
    held = _unsent(report.id)
    last = max((request.position for request in held.requests), default=0)
    new = Request(
        report_id=held.id, council_id=held.council_id, position=last + 1, text=text, clock=code, once=once or None
    )
    request, _is_new = kept_once(new, lambda: queries.added_once(held.id, once))
    if request.text != text:
        raise Invalid(lazy("이미 더한 요청입니다. 하나 더 더하시려면 보고서에서 ‘요청 더하기’를 다시 눌러 주세요."))
    return request


def reword(request: Request, text: str, code: str) -> Request:
    """Ask the same thing in other words or on another clock. Raises Conflict once the report was sent."""
    _unsent(request.report_id)
    held = queries.locked_request(request.id)
    held.text, held.clock = text, code
    session().flush()
    return held


def remove(request: Request) -> None:
    """Leave a request out; taken out twice is taken out. Raises Conflict once the report was sent."""
    _unsent(request.report_id)
    session().execute(delete(Request).where(Request.id == request.id))


def _unsent(report_id: int) -> Report:
    held = queries.locked_report(report_id)
    held.move("edit")
    return held


def send(report: Report, *, by: User, at: datetime) -> Report:
    """Hand the report to the dong centre: every word of it stands from now on, and the clocks start.

    The day in Seoul is the day of receipt; each request is of its kind as it stands on that day. Sent twice is sent
    once. Raises Conflict where nothing is asked, where a kind is no longer in force, and where the poll behind it was
    declared void.
    """
    held = queries.locked_report(report.id)
    if held.state is ReportState.SENT:
        return held
    if not held.requests:
        raise Conflict(lazy("요청이 하나도 없는 보고서는 보낼 수 없습니다. 센터에 바라는 일을 먼저 더해 주세요."))
    if held.poll is not None and not held.poll.is_counted:
        raise Conflict(lazy("무효가 된 투표의 보고서는 보낼 수 없습니다."))
    held.move("send")
    held.sent_at = at
    received_on = clock.seoul(at).date()
    kinds = queries.kinds_of(held.council.dong.gu_id, received_on)
    for position, request in enumerate(held.requests, 1):
        request.move("receive")
        request.position, request.received_on, request.received_at = position, received_on, at
        request.kind = _in_force(kinds, request)
        due = queries.due(request.kind, at)
        request.due_on, request.due_at = due.on, due.at
    held.body = queries.body(held, sender=by.name, at=at, received_on=received_on)
    session().flush()
    record("report.sent", held, by=by, at=at, requests=len(held.requests))
    return held


def _in_force(kinds: Mapping[str, RequestKind], request: Request) -> RequestKind:
    kind = kinds.get(request.clock)
    if kind is None:
        words = {"number": request.position}
        raise Conflict(
            _("요청 %(number)d의 절차는 이제 쓰이지 않습니다. 요청을 고쳐 다른 절차를 골라 주세요.", **words)
        )
    return kind
