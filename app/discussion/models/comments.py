"""Comments on any subject, their earlier versions, who found them helpful, and flags."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.discussion.policy import COMMENT_POLICY
from app.discussion.states import COMMENT, CommentState, Ground, Hint, Stance, Voice
from app.kernel.db import Model, Versioned
from app.kernel.i18n import LazyString, lazy
from app.people.models import User

MOST_DEPTH = 3
STEP = 10  # digits of one number in a path
COVERED = {CommentState.HIDDEN, CommentState.CORRECTED, CommentState.APPEALED}
UNSEEN = {CommentState.HELD, CommentState.WAITING}


class Comment(Versioned, Model):
    """What one neighbour says about a subject; replies hang below it (parent_id), at most to depth 3.

    `path` is the numbers of the comments above it and its own, ten digits each: the order of paths is the
    order of reading, so that one page of a long discussion is one stretch of an index.
    """

    __tablename__ = "comment"
    __policy__ = COMMENT_POLICY
    __table_args__ = (
        Index("ix_comment_thread", "subject_type", "subject_id", "thread_id", "path"),
        Index("ix_comment_flagged", "council_id", "flag_count"),
        Index("ix_comment_author", "council_id", "author_id", "written_at"),  # how many people spoke, and since when
        Index("uq_comment_author_id_once", "author_id", "once", unique=True),
        Index(
            "uq_comment_copy",
            "subject_type",
            "subject_id",
            unique=True,
            sqlite_where=text("is_copy = 1"),
            postgresql_where=text("is_copy"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    thread_id: Mapped[int | None]  # the first comment of the thread, which may be itself
    path: Mapped[str] = mapped_column(String(STEP * (MOST_DEPTH + 1)), default="")
    depth: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    once: Mapped[str | None] = mapped_column(String(40))  # the form it came from: sent twice, kept once
    voice: Mapped[Voice] = mapped_column(default=Voice.RESIDENT)
    stance: Mapped[Stance]
    body: Mapped[str] = mapped_column(Text)
    is_copy: Mapped[bool] = mapped_column(default=False)  # the subject's own words, there to be moderated
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    edit_count: Mapped[int] = mapped_column(default=0)
    flag_count: Mapped[int] = mapped_column(default=0)  # flags that nobody has answered yet
    helpful_count: Mapped[int] = mapped_column(default=0)
    state: Mapped[CommentState] = mapped_column(default=CommentState.SHOWN)
    hint: Mapped[Hint | None]  # what held it, until a person has read it
    appears_at: Mapped[datetime | None]  # what was written in quiet hours
    appealed: Mapped[bool] = mapped_column(default=False)  # against this hiding
    hidden_ground: Mapped[Ground | None]
    hidden_reason: Mapped[str] = mapped_column(String(300), default="")
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(foreign_keys=author_id, lazy="raise_on_sql")
    versions: Mapped[list["CommentVersion"]] = relationship(back_populates="comment", lazy="raise_on_sql")
    flags: Mapped[list["Flag"]] = relationship(back_populates="comment", lazy="raise_on_sql")

    @property
    def is_reply(self) -> bool:
        """Whether it answers another comment."""
        return self.parent_id is not None

    @property
    def is_hidden(self) -> bool:
        """Whether it was hidden with a reason, also while a correction or an appeal is looked at."""
        return self.state in COVERED

    @property
    def is_shown(self) -> bool:
        """Whether everybody reads it."""
        return self.state is CommentState.SHOWN

    @property
    def is_held(self) -> bool:
        """Whether a person reads it before the neighbours do."""
        return self.state is CommentState.HELD

    @property
    def is_waiting(self) -> bool:
        """Whether it appears in the morning."""
        return self.state is CommentState.WAITING

    @property
    def is_unseen(self) -> bool:
        """Whether only its writer and the moderators see that it is there."""
        return self.state in UNSEEN

    @property
    def is_appealed(self) -> bool:
        """Whether its writer asks another person to judge the hiding."""
        return self.state is CommentState.APPEALED

    @property
    def is_blocked(self) -> bool:
        """Whether it is blocked for a time because somebody says that it hurts their rights."""
        return self.state is CommentState.BLOCKED

    @property
    def said(self) -> LazyString:
        """What its writer is told once it is written."""
        if self.is_held:
            return lazy("의견을 받았습니다. 퍼실리테이터가 먼저 읽어 본 뒤에 보입니다.")
        if self.is_waiting:
            return lazy("의견을 받았습니다. 조용한 시간이 끝나면 보입니다.")
        return lazy("의견을 남겼습니다.")

    @property
    def is_withdrawn(self) -> bool:
        """Whether its writer took it back; its words are gone then."""
        return self.state is CommentState.WITHDRAWN

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = COMMENT.after(action, self.state)

    def stand_below(self, parent: "Comment | None") -> None:
        """Take the place in the order of reading, once the comment has its number; too deep stands beside."""
        above = parent.path[: STEP * MOST_DEPTH] if parent else ""
        self.path = f"{above}{self.id:0{STEP}d}"
        self.thread_id = int(self.path[:STEP])
        self.depth = len(above) // STEP


class CommentVersion(Model):
    """What a comment said before an edit."""

    __tablename__ = "comment_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    body: Mapped[str] = mapped_column(Text)
    stance: Mapped[Stance]
    replaced_at: Mapped[datetime]

    comment: Mapped[Comment] = relationship(back_populates="versions", lazy="raise_on_sql")


class Helpful(Model):
    """도움이 됐어요: one person's word that a comment helped; it says nothing of for or against."""

    __tablename__ = "helpful"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    at: Mapped[datetime]


class Flag(Model):
    """One person's word that a comment should be looked at; a facilitator answers it."""

    __tablename__ = "flag"
    __table_args__ = (Index("uq_flag_comment_id_user_id", "comment_id", "user_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(String(300))
    raised_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(300), default="")

    comment: Mapped[Comment] = relationship(back_populates="flags", lazy="raise_on_sql")
