"""Who came to a meeting, who waits at its door, and who steps aside from an item."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.meetings.models.meetings import AgendaItem, Meeting, SentOnce
from app.meetings.states import Ground
from app.people.models import User


class Attendance(SentOnce, Model):
    """Someone who came: a member, or a walk-in (user_id is None) by name. Never published.

    `number` counts those whom this server has learnt of, as it is said at the door; it never changes.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        Index("uq_attendance_meeting_id_user_id", "meeting_id", "user_id", unique=True),
        Index("uq_attendance_meeting_id_number", "meeting_id", "number", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    number: Mapped[int]  # running number in this meeting, from 1
    name: Mapped[str] = mapped_column(String(40))
    came_at: Mapped[datetime]  # the first moment at which they are known to have been there
    left_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]  # the moment of the latest change that is known
    remote: Mapped[bool] = mapped_column(default=False)  # there by screen or telephone; False once they have left

    was_here = False  # whether the latest news found them there already; not kept

    meeting: Mapped[Meeting] = relationship(back_populates="attendance", lazy="raise_on_sql")
    user: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def is_here(self) -> bool:
        """Whether they have not left."""
        return self.left_at is None

    def learn(self, *, here: bool, at: datetime, remote: bool = False) -> None:
        """Take in that they were there at a moment, or left at it; the same news in any order gives the same row.

        The latest moment says how it is now. Of one moment, being there counts before having left, and the room before
        a screen or telephone.
        """
        self.was_here = self.is_here
        self.came_at = min(self.came_at, at)
        if (at, here, not remote) > (self.changed_at, self.is_here, not self.remote):
            self.changed_at = at
            self.left_at = None if here else at
            self.remote = remote and here


class Knock(SentOnce, Model):
    """Somebody new who waits at the door by their own telephone: gone once the meeting is over. Never published."""

    __tablename__ = "knock"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    asked_at: Mapped[datetime]
    declined_at: Mapped[datetime | None]
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id", ondelete="CASCADE"), index=True)

    attendance: Mapped[Attendance | None] = relationship(lazy="raise_on_sql")


class Recusal(Model):
    """제척·회피: somebody who is there takes no part in deciding an item. The public reads how many, never who.

    제척·기피·회피: Daedeok-gu ordinance on councils of residents, art. 22-2; Goyang-si ordinance, art. 27.
    """

    __tablename__ = "recusal"
    __table_args__ = (UniqueConstraint("item_id", "attendance_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"))
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id", ondelete="CASCADE"), index=True)
    ground: Mapped[Ground]
    words: Mapped[str] = mapped_column(String(200), default="")  # where the ground is another
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)

    item: Mapped[AgendaItem] = relationship(lazy="raise_on_sql")
    attendance: Mapped[Attendance] = relationship(lazy="raise_on_sql")
