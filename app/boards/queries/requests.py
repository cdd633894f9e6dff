"""Requests: what the desk of a dong received, what was due, what was answered, and how fast."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.boards.queries.sources import Dongs, Figure, Holds, Source
from app.boards.states import Period
from app.councils.models import Council
from app.decisions.models import Decision, Request
from app.decisions.states import Answer, DecisionState, RequestState
from app.kernel import clock
from app.kernel.db import session
from app.kernel.db.tables import UTCDateTime
from app.kernel.i18n import lazy
from app.places.queries import working_days_left


class EndOfDay(FunctionElement[Any]):
    """The moment at which a day ends in Seoul, which is 15:00 in UTC all the year."""

    type = UTCDateTime()
    inherit_cache = True


@compiles(EndOfDay, "sqlite")
def _sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"datetime({compiler.process(element.clauses, **kw)}, '+15 hours')"


@compiles(EndOfDay, "postgresql")
def _postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"(({compiler.process(element.clauses, **kw)} + interval '15 hours') AT TIME ZONE 'UTC')"


_told = Decision.published_at
_in_time = _told < EndOfDay(Request.due_on)


def _open(of: Period) -> ColumnElement[bool]:
    """Whether it waited for its answer when the period ended; what was taken back or closed waits no more."""
    waits = or_(Request.state == RequestState.RECEIVED, _told >= of.ends, Request.ended_at >= of.ends)
    return and_(Request.received_on <= of.last, waits)


def _answered(of: Period) -> ColumnElement[bool]:
    return and_(_told >= of.begins, _told < of.ends)


def _received(of: Period) -> ColumnElement[bool]:
    return and_(Request.received_on >= of.first, Request.received_on <= of.last)


def _overdue(of: Period) -> ColumnElement[bool]:
    return and_(_open(of), Request.due_on < of.counted_on)


def _due(of: Period) -> ColumnElement[bool]:
    """Whether its last day was in the period and is over; what ended without an answer was never due."""
    passed = and_(Request.due_on >= of.first, Request.due_on < of.counted_on)
    return and_(passed, or_(_open(of), _told < of.ends))


def _as(answer: Answer) -> Holds:
    return lambda of: and_(_answered(of), Decision.answer == answer)


FIGURES = (
    Figure(
        "waited",
        lazy("답을 기다린 요청"),
        lazy("이 기간에 답했거나 지금도 답을 기다리는 요청입니다. 거두거나 종결한 요청은 빼고 셉니다."),
        lambda of: or_(_answered(of), _open(of)),
    ),
    Figure("received", lazy("받은 요청"), lazy("이 기간에 동주민센터가 받은 요청입니다."), _received),
    Figure("answered", lazy("답한 요청"), lazy("이 기간에 답을 공개한 요청입니다."), _answered),
    Figure(
        "due",
        lazy("답할 날이 된 요청"),
        lazy("답할 마지막 날이 이 기간에 지나간 요청입니다."),
        _due,
    ),
    Figure(
        "in-time",
        lazy("기한 안에 답한 요청"),
        lazy("답할 날이 된 요청 가운데 그날이 끝나기 전에 답을 공개한 것입니다."),
        lambda of: and_(_due(of), _told < of.ends, _in_time),
    ),
    Figure(
        "overdue",
        lazy("기한이 지났는데 답이 없는 요청"),
        lazy("답할 마지막 날이 지났고 지금도 답을 기다리는 요청입니다. 오래된 것도 셉니다."),
        _overdue,
    ),
    Figure("accepted", lazy("수용"), lazy("이 기간에 그대로 하겠다고 답한 요청입니다."), _as(Answer.ACCEPTED)),
    Figure("partly", lazy("부분수용"), lazy("이 기간에 일부만 하겠다고 답한 요청입니다."), _as(Answer.PARTLY)),
    Figure("deferred", lazy("보류"), lazy("이 기간에 아직 정할 수 없다고 답한 요청입니다."), _as(Answer.DEFERRED)),
    Figure("rejected", lazy("불수용"), lazy("이 기간에 하지 않겠다고 답한 요청입니다."), _as(Answer.REJECTED)),
)
# for the picture and for the report of a month
MORE = (
    Figure(
        "late",
        lazy("기한을 넘겨 답한 요청"),
        lazy("이 기간에 답했지만 기한이 지난 뒤였던 요청입니다."),
        lambda of: and_(_answered(of), ~_in_time),
    ),
    Figure("waiting", lazy("답을 기다리는 요청"), lazy("지금 답을 기다리는 요청입니다."), _open),
    Figure(
        "passed-on",
        lazy("다른 기관으로 이송"),
        lazy("이 기간에 다른 기관으로 보낸 요청입니다."),
        _as(Answer.PASSED_ON),
    ),
)
ANSWERS = {
    Answer.ACCEPTED: "accepted",
    Answer.PARTLY: "partly",
    Answer.REJECTED: "rejected",
    Answer.DEFERRED: "deferred",
    Answer.PASSED_ON: "passed-on",
}  # the figure that counts each kind of answer
ANSWER = and_(Decision.request_id == Request.id, Decision.state == DecisionState.PUBLISHED)
START = Request.__table__.join(Council.__table__).outerjoin(Decision.__table__, ANSWER)
REQUESTS = Source(START, func.coalesce(Request.dong_id, Council.dong_id), FIGURES + MORE)


def median_days(dong_ids: Dongs, of: Period) -> Mapping[int, float]:
    """Of each dong the median of the working days from the day after the receipt to the answer; one statement."""
    rows = select(REQUESTS.dong, Request.received_on, Decision.__table__.c.published_at).select_from(START)
    taken: defaultdict[int, list[int]] = defaultdict(list)
    for dong_id, received_on, told_at in session().execute(rows.where(*REQUESTS.within(dong_ids), _answered(of))):
        taken[dong_id].append(_days(received_on, clock.seoul(told_at).date()))
    return {dong_id: median(days) for dong_id, days in taken.items()}


@cache
def _days(received_on: date, told_on: date) -> int:
    return working_days_left(received_on, told_on)
