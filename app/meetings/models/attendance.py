"""Who came to a meeting, when, and where they are now."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.meetings.models.meetings import Meeting, SentOnce
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

    was_here = False  # whether the latest news found them there already; not kept

    meeting: Mapped[Meeting] = relationship(back_populates="attendance", lazy="raise_on_sql")
    user: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def is_here(self) -> bool:
        """Whether they have not left."""
        return self.left_at is None

    def learn(self, *, here: bool, at: datetime) -> None:
        """Take in that they were there at a moment, or left at it; the same news in any order gives the same row.

        The latest moment says how it is now; of one moment, being there counts before having left.
        """
        self.was_here = self.is_here
        self.came_at = min(self.came_at, at)
        if (at, here) > (self.changed_at, self.is_here):
            self.changed_at = at
            self.left_at = None if here else at
