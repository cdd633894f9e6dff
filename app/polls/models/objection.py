"""Objections to the roll."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model, Versioned
from app.people.models import User
from app.polls.models.poll import Poll
from app.polls.states import OBJECTION, ObjectionState

_WAITING = text("state = 'waiting'")


class Objection(Versioned, Model):
    """이의 신청: what one person says of their own line of a poll's roll, and what they were answered."""

    __tablename__ = "objection"
    __table_args__ = (
        Index("ix_objection_poll_id_user_id", "poll_id", "user_id"),
        Index(
            "uq_objection_waiting",
            "poll_id",
            "user_id",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str] = mapped_column(String(300))  # erased with the account
    made_at: Mapped[datetime]
    state: Mapped[ObjectionState] = mapped_column(default=ObjectionState.WAITING)
    answer: Mapped[str] = mapped_column(String(300), default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]

    poll: Mapped[Poll] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(foreign_keys=user_id, lazy="raise_on_sql")

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.state is ObjectionState.WAITING

    @property
    def council_id(self) -> int:
        """The number of the poll's council: events ask every subject for it."""
        return self.poll.council_id

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = OBJECTION.after(action, self.state)
