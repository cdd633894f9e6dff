"""표결: a matter that a meeting decides by phones, hands and paper slips at once, and who takes part through which."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model, Versioned
from app.meetings.models.attendance import Attendance
from app.meetings.models.meetings import AgendaItem, SentOnce
from app.meetings.states import DIVISION, Channel, DivisionState, Mark, Way

_GOES_ON = text("state IN ('open', 'closed')")


class Division(SentOnce, Versioned, Model):
    """표결: one matter put to the vote; a meeting has one at a time, and each becomes one resolution or none."""

    __tablename__ = "division"
    __table_args__ = (
        Index(
            "uq_division_meeting_id_going_on",
            "meeting_id",
            unique=True,
            sqlite_where=_GOES_ON,
            postgresql_where=_GOES_ON,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    way: Mapped[Way]  # DIVISION, or SECRET: then nobody takes part here, but in a ballot box
    state: Mapped[DivisionState] = mapped_column(default=DivisionState.OPEN)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    closed_at: Mapped[datetime | None]
    counted_at: Mapped[datetime | None]  # when all channels were last put together
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolution.id"), unique=True)

    item: Mapped[AgendaItem] = relationship(lazy="raise_on_sql")

    @property
    def is_secret(self) -> bool:
        """Whether it is decided by a ballot box."""
        return self.way is Way.SECRET

    @property
    def goes_on(self) -> bool:
        """Whether it has neither become a resolution nor been withdrawn."""
        return self.state in {DivisionState.OPEN, DivisionState.CLOSED}

    @property
    def is_decided(self) -> bool:
        """Whether it has become a resolution."""
        return self.state is DivisionState.DECIDED

    def allows(self, action: str) -> bool:
        """Whether the action can be done in the state it is in."""
        return DIVISION.allows(action, self.state)

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = DIVISION.after(action, self.state)


class Voice(Model):
    """Who takes part in a division by phone, with what they said, or by a paper slip; the key holds each once.

    It is there to count, to be shown to whom it belongs, and to check the count: at the end of the meeting all go.
    """

    __tablename__ = "voice"
    __table_args__ = (
        CheckConstraint("(channel = 'phone' AND mark IS NOT NULL) OR (channel = 'slip' AND mark IS NULL)", name="mark"),
    )

    division_id: Mapped[int] = mapped_column(ForeignKey("division.id", ondelete="CASCADE"), primary_key=True)
    attendance_id: Mapped[int] = mapped_column(
        ForeignKey("attendance.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    channel: Mapped[Channel]
    mark: Mapped[Mark | None]

    attendance: Mapped[Attendance] = relationship(lazy="raise_on_sql")
