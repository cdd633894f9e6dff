"""The cases that moderators look at: one open case a comment, with a named person and a moment when it is due."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.discussion.models.comments import Comment
from app.discussion.states import CASE, CaseKind, CaseState, Ground
from app.kernel.db import Model, Versioned
from app.people.models import User

SOON = timedelta(hours=12)  # before it is due: yellow, and the moderator is reminded


class Case(Versioned, Model):
    """What somebody has to look at: a flag, a held comment, a correction or an appeal; closed, a line of the log."""

    __tablename__ = "moderation_case"
    __table_args__ = (
        Index(
            "uq_moderation_case_open",
            "comment_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_moderation_case_council", "council_id", "closed_at", "due_at"),
        Index("ix_moderation_case_due", "closed_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    kind: Mapped[CaseKind]
    state: Mapped[CaseState] = mapped_column(default=CaseState.OPEN)
    moderator_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")  # of a correction or an appeal, its author's
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]  # the officers were told that it is overdue
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    ground: Mapped[Ground | None]
    reason: Mapped[str] = mapped_column(String(300), default="")

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    comment: Mapped[Comment] = relationship(lazy="raise_on_sql")
    moderator: Mapped[User | None] = relationship(foreign_keys=moderator_id, lazy="raise_on_sql")

    @property
    def took(self) -> timedelta:
        """How long it was open; of an open case nothing."""
        return self.closed_at - self.opened_at if self.closed_at else timedelta()

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = CASE.after(action, self.state or CaseState.OPEN)

    def light(self, at: datetime) -> str:
        """The colour of its clock at the moment: success, warning (due soon) or danger (overdue)."""
        if at >= self.due_at:
            return "danger"
        return "warning" if at >= self.due_at - SOON else "success"
