"""The numbers of papers: the how manieth of the year an office gave out, counted from what is kept of each.

생산등록번호 is the name of the office and a number that starts anew every year (공공기록물 관리에 관한 법률 시행령
제20조). Nothing of it is stored: what was announced, sent, published or counted stays so, and so do the numbers.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal, or_, select, union_all

from app.councils.models import Council
from app.decisions.models import Decision, Report, Request
from app.kernel import clock
from app.kernel.db import session
from app.meetings.models import Meeting
from app.plans.models import Plan
from app.polls.models import Poll, Tally
from app.polls.states import PollState


class Kind(StrEnum):
    """What a council gives out; two of one moment are numbered in this order."""

    MEETING_NOTICE = "a"
    MINUTES = "b"
    POLL_NOTICE = "c"
    POLL_RESULT = "d"
    REPORT = "e"
    PLAN = "f"


def number_of_council(council_id: int, kind: Kind, subject_id: int, at: datetime | None) -> int:
    """The number of a paper of the council given out at the moment; 0 where it is not given out yet. One statement."""
    if at is None:
        return 0
    given = union_all(*_given_out(council_id)).subquery()
    at_once = and_(given.c.at == at, or_(given.c.kind < kind, and_(given.c.kind == kind, given.c.id <= subject_id)))
    return _counted(given, at, at_once)


def _given_out(council_id: int) -> list[Select[Any]]:
    """All that the council has given out, and when."""
    known = or_(Poll.announced_at.is_not(None), and_(Poll.state != PollState.DRAFT, Poll.rules_hash != ""))
    polls = and_(Poll.council_id == council_id, Poll.is_replay.is_(False))
    return [
        _dated(Meeting.announced_at, Kind.MEETING_NOTICE, Meeting.id).where(Meeting.council_id == council_id),
        _dated(Meeting.published_at, Kind.MINUTES, Meeting.id).where(Meeting.council_id == council_id),
        _dated(func.coalesce(Poll.announced_at, Poll.opens_at), Kind.POLL_NOTICE, Poll.id).where(polls, known),
        _dated(Tally.counted_at, Kind.POLL_RESULT, Poll.id).join(Poll, Poll.id == Tally.poll_id).where(polls),
        _dated(Report.sent_at, Kind.REPORT, Report.id).where(Report.council_id == council_id),
        _dated(Plan.sent_at, Kind.PLAN, Plan.id).where(Plan.council_id == council_id),
    ]


def _dated(at: Any, kind: Kind, number: Any) -> Select[Any]:
    return select(at.label("at"), literal(kind.value).label("kind"), number.label("id"))


def number_of_dong(dong_id: int, decision_id: int, at: datetime | None) -> int:
    """The number of an answer among those that the centre of the dong published in the year. One statement."""
    if at is None:
        return 0
    published = select(Decision.published_at.label("at"), Decision.id.label("id")).join(Decision.request)
    given = published.join(Request.council).where(Council.dong_id == dong_id).subquery()
    return _counted(given, at, and_(given.c.at == at, given.c.id <= decision_id))


def _counted(given: Subquery, at: datetime, at_once: ColumnElement[bool]) -> int:
    new_year = clock.seoul(at).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    before = and_(given.c.at >= new_year, given.c.at < at)
    return session().scalar(select(func.count()).select_from(given).where(or_(before, at_once))) or 0
