"""Reads of who decides on an item: those who are there, but the recused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.meetings.models import Attendance, Recusal
from app.meetings.queries.attendance import counts


@dataclass(frozen=True)
class Deciding:
    """Who decides on an item: those present but the recused, and how many of them are not in the room."""

    present: int
    remote: int = 0
    recused: int = 0


def deciding(meeting_id: int, item_id: int, *, since: datetime | None = None, at: datetime | None = None) -> Deciding:
    """Who decides on the item now, or decided at a moment that is told late.

    With `since`, those who have left only after that moment count too.
    """
    moment = since or at
    stayed: ColumnElement[bool] = Attendance.left_at.is_(None)
    if moment is not None:
        stayed = stayed | (Attendance.left_at >= moment)
    if at is not None:
        stayed = stayed & (Attendance.came_at <= at)
    recused = (
        select(Recusal.id)
        .where(Recusal.item_id == item_id, Recusal.attendance_id == Attendance.id)
        .correlate(Attendance)
    ).exists()
    counted = select(
        func.count(Attendance.id).filter(~recused),
        func.count(Attendance.id).filter(~recused & Attendance.remote.is_(True)),
        func.count(Attendance.id).filter(recused),
    ).where(Attendance.meeting_id == meeting_id, stayed, counts(meeting_id))
    return Deciding(*session().execute(counted).one())


def recusals_of(item_id: int) -> Sequence[Recusal]:
    """Who takes no part in deciding the item, for the facilitator; in the order in which it was told."""
    of_item = select(Recusal).where(Recusal.item_id == item_id).options(joinedload(Recusal.attendance))
    return session().scalars(of_item.order_by(Recusal.id)).all()


def own_recusals(meeting_id: int, user_id: int) -> set[int]:
    """The items of the meeting on which the user does not decide."""
    own = select(Recusal.item_id).join(Recusal.attendance)
    return set(session().scalars(own.where(Attendance.meeting_id == meeting_id, Attendance.user_id == user_id)))


def those_here(meeting_id: int) -> Sequence[Attendance]:
    """Who is there now, by name, for the facilitator."""
    here = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.left_at.is_(None))
    return session().scalars(here.order_by(Attendance.name, Attendance.number)).all()
