"""임시조치: somebody whose rights a comment hurts asks that it be blocked for a time (정보통신망법 제44조의2).

The Network Act (정보통신망 이용촉진 및 정보보호 등에 관한 법률), article 44-2: whoever's privacy or reputation is hurt
may ask and say how (①); the provider acts without delay and tells both sides (②); where it is hard to judge, it may
block access for at most 30 days (④).
"""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.discussion.models.comments import Comment
from app.discussion.policy import BLOCKING_POLICY
from app.discussion.states import BLOCKING, BlockingState
from app.kernel.db import Model, Versioned

LONGEST = timedelta(days=30)
NOTICE = timedelta(days=3)  # before the end the officers are told that an outcome is due


class BlockingRequest(Versioned, Model):
    """What somebody asks, with or without an account; who they are is for the officers, and erased at the end."""

    __tablename__ = "blocking_request"
    __policy__ = BLOCKING_POLICY
    __table_args__ = (Index("ix_blocking_request_council", "council_id", "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    contact: Mapped[str] = mapped_column(String(254))
    words: Mapped[str] = mapped_column(Text)  # which right the comment hurts, and how
    state: Mapped[BlockingState] = mapped_column(default=BlockingState.ASKED)
    asked_at: Mapped[datetime]
    until: Mapped[datetime | None]
    due_told_at: Mapped[datetime | None]
    objection: Mapped[str] = mapped_column(Text, default="")
    objected_at: Mapped[datetime | None]

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    comment: Mapped[Comment] = relationship(lazy="raise_on_sql")

    @property
    def is_asked(self) -> bool:
        """Whether nobody has decided it."""
        return self.state is BlockingState.ASKED

    @property
    def is_blocked(self) -> bool:
        """Whether the comment is blocked because of it."""
        return self.state is BlockingState.BLOCKED

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = BLOCKING.after(action, self.state)
