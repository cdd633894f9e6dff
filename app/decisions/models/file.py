"""Files that go with answers, what was found in them, and the times at which nobody looked."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.decisions.models.report import Request
from app.decisions.policy import FILE_POLICY, PAUSE_POLICY
from app.decisions.states import FILE, FileState, FindKind
from app.kernel.db import Model


class AnswerFile(Model):
    """첨부 파일: it lies on the shelf of a request and goes out with the next version of the answer.

    Once published it stays for the versions that had it, on the shelf or not; taken down, its content is destroyed.
    `searched_at` is None while nobody has looked for personal data in it.
    """

    __tablename__ = "answer_file"
    __policy__ = FILE_POLICY
    __table_args__ = (UniqueConstraint("request_id", "once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    state: Mapped[FileState] = mapped_column(default=FileState.DRAFT)
    is_on_shelf: Mapped[bool] = mapped_column(default=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(8))
    size: Mapped[int]  # bytes
    sha256: Mapped[str] = mapped_column(String(64))
    once: Mapped[str | None] = mapped_column(String(40))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    added_at: Mapped[datetime]
    searched_at: Mapped[datetime | None]
    more: Mapped[int] = mapped_column(default=0)  # finds that are not told one by one
    taken_down_at: Mapped[datetime | None]
    taken_down_why: Mapped[str] = mapped_column(Text, default="")

    request: Mapped[Request] = relationship(lazy="raise_on_sql")
    finds: Mapped[list["AnswerFind"]] = relationship(
        back_populates="file", order_by="AnswerFind.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    @property
    def council(self) -> Council:
        """Whose request it goes with: rules ask for it."""
        return self.request.council

    @property
    def line(self) -> str:
        """What a version of the answer says of it: fingerprint, bytes, name."""
        return f"{self.sha256} {self.size} {self.name}"

    @property
    def is_draft(self) -> bool:
        """Whether no version of the answer has had it yet."""
        return self.state is FileState.DRAFT

    @property
    def is_published(self) -> bool:
        """Whether everybody may have it."""
        return self.state is FileState.PUBLISHED

    @property
    def is_held(self) -> bool:
        """Whether it was published unread, and something was found later."""
        return self.state is FileState.HELD

    @property
    def is_taken_down(self) -> bool:
        """Whether its content is destroyed."""
        return self.state is FileState.TAKEN_DOWN

    @property
    def in_the_way(self) -> list["AnswerFind"]:
        """What keeps it from being published."""
        return [find for find in self.finds if find.cleared_at is None]

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = FILE.after(action, self.state)


class AnswerFind(Model):
    """찾은 것: one piece of personal data that was found in a file, masked; an officer may say it is none."""

    __tablename__ = "answer_find"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("answer_file.id"), index=True)
    kind: Mapped[FindKind]
    masked: Mapped[str] = mapped_column(String(80))
    place: Mapped[dict[str, Any]] = mapped_column(JSON)
    cleared_at: Mapped[datetime | None]
    cleared_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    cleared_why: Mapped[str] = mapped_column(String(300), default="")

    file: Mapped[AnswerFile] = relationship(back_populates="finds", lazy="raise_on_sql")


class SearchPause(Model):
    """살펴보기 멈춤: a time at which files are not searched. It ends by itself, a day after it began at the latest."""

    __tablename__ = "search_pause"
    __policy__ = PAUSE_POLICY
    __table_args__ = (CheckConstraint("until > at", name="ends"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    why: Mapped[str] = mapped_column(String(300))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)  # None from the command line
    at: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
