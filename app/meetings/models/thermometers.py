"""온도 재기: how warm a meeting is about what is talked about, shown on phones."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Model
from app.meetings.models.meetings import SentOnce

_IS_ON = text("ended_at IS NULL")


class Thermometer(SentOnce, Model):
    """Phones may show a temperature from when it begins until it ends; then the sums go into the journal."""

    __tablename__ = "thermometer"
    __table_args__ = (
        Index("uq_thermometer_meeting_id_on", "meeting_id", unique=True, sqlite_where=_IS_ON, postgresql_where=_IS_ON),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    began_at: Mapped[datetime]
    began_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    ended_at: Mapped[datetime | None]


class Reading(Model):
    """What one phone shows while a thermometer is on, the coldest step 1; gone when it ends."""

    __tablename__ = "reading"
    __table_args__ = (CheckConstraint("step BETWEEN 1 AND 5", name="step"),)

    thermometer_id: Mapped[int] = mapped_column(ForeignKey("thermometer.id", ondelete="CASCADE"), primary_key=True)
    attendance_id: Mapped[int] = mapped_column(
        ForeignKey("attendance.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    step: Mapped[int]
