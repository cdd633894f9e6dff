"""What is prepared before a meeting: who takes a seat, where the notice was put up, whom to ask."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.meetings.models.meetings import Meeting, SentOnce
from app.meetings.states import Need
from app.people.models import User


class Booking(Model):
    """자리 신청: a member who wants to come; without `seated_at` on the waiting list, in the order of `id`.

    It goes when the meeting has ended or was called off, and with it what the person needs.
    """

    __tablename__ = "booking"
    __table_args__ = (Index("uq_booking_meeting_id_user_id", "meeting_id", "user_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime]
    seated_at: Mapped[datetime | None]
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)  # words of Need
    needs_note: Mapped[str] = mapped_column(String(200), default="")

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def is_seated(self) -> bool:
        """Whether a seat is kept for the person."""
        return self.seated_at is not None

    @property
    def told_needs(self) -> list[Need]:
        """What was ticked, in the order in which it is offered."""
        return [need for need in Need if need.value in self.needs]


class Posting(SentOnce, Model):
    """게시: proof that the paper notice was put up at a place, with a photo that was made anew."""

    __tablename__ = "posting"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    place: Mapped[str] = mapped_column(String(120))
    posted_at: Mapped[datetime]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    description: Mapped[str] = mapped_column(String(200), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class Invitee(SentOnce, Model):
    """부를 이웃: a group that is affected by what a meeting talks about, and since when they are asked to come."""

    __tablename__ = "invitee"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    who: Mapped[str] = mapped_column(String(80))
    why: Mapped[str] = mapped_column(String(120), default="")
    invited_at: Mapped[datetime | None]
