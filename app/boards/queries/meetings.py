"""Meetings that took place, and how many people came."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from app.boards.maths.suppression import LEAST
from app.boards.queries.sources import Figure, Source
from app.boards.states import Period
from app.councils.models import Council
from app.kernel.i18n import lazy
from app.meetings.models import Attendance, Meeting
from app.meetings.states import MeetingState

HELD = (MeetingState.ENDED, MeetingState.PUBLISHED)
BEGAN = func.coalesce(Meeting.opened_at, Meeting.starts_at)
CAME = select(func.count()).where(Attendance.meeting_id == Meeting.id).correlate(Meeting).scalar_subquery()


def held(of: Period) -> ColumnElement[bool]:
    """Whether it took place and began in the period."""
    return and_(Meeting.state.in_(HELD), of.begins <= BEGAN, of.ends > BEGAN)


def came(of: Period) -> ColumnElement[Any]:
    """The people who came, added up. A meeting of fewer than LEAST adds nothing: no difference tells of it."""
    told = func.sum(case((CAME >= LEAST, CAME), else_=0)).filter(held(of))
    return func.coalesce(told, 0).label("came")


MEETINGS = Source(
    Meeting.__table__.join(Council.__table__),
    Council.__table__.c.dong_id,
    (Figure("meetings", lazy("연 회의"), lazy("이 기간에 실제로 연 회의입니다."), held),),
)
