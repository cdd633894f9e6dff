"""Reads of what phones without network have sent."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.models import Attendance, OfflineEntry, Resolution
from app.meetings.states import Merged


def offline_entries(keys: Collection[str]) -> Mapping[str, OfflineEntry]:
    """Those of the keys that were received before, whatever became of them."""
    rows = session().scalars(select(OfflineEntry).where(OfflineEntry.key.in_(keys)))
    return {row.key: row for row in rows}


def unmerged(meeting_id: int) -> Sequence[OfflineEntry]:
    """What could not be merged so far and nobody has settled, in the order in which it happened."""
    rows = select(OfflineEntry).where(
        OfflineEntry.meeting_id == meeting_id,
        OfflineEntry.merged == Merged.WAITING,
        OfflineEntry.settled_at.is_(None),
    )
    return session().scalars(rows.order_by(OfflineEntry.at, OfflineEntry.key)).all()


def conflicts(meeting_id: int) -> Sequence[OfflineEntry]:
    """All that waits for a person, in the order in which it happened, each with who sent it."""
    rows = select(OfflineEntry).where(*_open(meeting_id)).options(joinedload(OfflineEntry.by))
    return session().scalars(rows.order_by(OfflineEntry.at, OfflineEntry.key)).all()


def conflict_count(meeting_id: int) -> int:
    """How much waits for a person."""
    return session().scalar(select(func.count()).select_from(OfflineEntry).where(*_open(meeting_id))) or 0


def conflict(meeting_id: int, number: int) -> OfflineEntry:
    """One that could not be merged, settled or not. Raises NotFound."""
    one = select(OfflineEntry).where(
        OfflineEntry.id == number, OfflineEntry.meeting_id == meeting_id, OfflineEntry.merged != Merged.KEPT
    )
    found = session().scalars(one).one_or_none()
    if found is None:
        raise NotFound
    return found


def numbers_at_door(meeting_id: int) -> Collection[int]:
    """The numbers at the door of all who came, also of those who have left."""
    return session().scalars(select(Attendance.number).where(Attendance.meeting_id == meeting_id)).all()


def arrivals(meeting_id: int) -> Sequence[Attendance]:
    """All who came, in the order of arrival, also those who have left."""
    came = select(Attendance).where(Attendance.meeting_id == meeting_id)
    return session().scalars(came.order_by(Attendance.number)).all()


def counted(item_id: int, text: str) -> Sequence[Resolution]:
    """What was decided on the item in these words."""
    same = select(Resolution).where(Resolution.item_id == item_id, Resolution.text == text)
    return session().scalars(same.order_by(Resolution.id)).all()


def _open(meeting_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        OfflineEntry.meeting_id == meeting_id,
        OfflineEntry.merged != Merged.KEPT,
        OfflineEntry.settled_at.is_(None),
    )
