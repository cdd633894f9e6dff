"""What answers said when they were published, version by version, and answers that a second officer reads first."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import JSON, ForeignKey, Index, String, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.decisions.models.decision import Decision, digest
from app.decisions.models.report import Request
from app.decisions.policy import REVIEW_POLICY
from app.decisions.states import REVIEW, ReviewState
from app.kernel.db import Model
from app.kernel.db.growing import append_only, attach
from app.people.models import User

TRIGGERS = append_only("decision_version", "what was published stays readable")
_WAITS = text("state = 'waiting'")


class DecisionVersion(Model):
    """답변의 판: what an answer said from one publication to the next. It is never changed; `words` are its `told`."""

    __tablename__ = "decision_version"
    __table_args__ = (UniqueConstraint("decision_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    number: Mapped[int]  # from 1
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(Text, default="")  # why it was corrected; "" for the first
    published_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)

    decision: Mapped[Decision] = relationship(back_populates="versions", lazy="raise_on_sql")

    @property
    def digest(self) -> str:
        """SHA-256 of what it says, as the public ledger has it."""
        return digest(self.words)

    @property
    def fixed(self) -> dict[str, Any]:
        """What the public ledger fixes of it."""
        return {"answer": self.words.get("answer", ""), "words": self.digest, "version": self.number}


class AnswerReview(Model):
    """답변 살펴보기: an answer, or a correction of one, that waits for a second officer's eyes. One waits at a time."""

    __tablename__ = "answer_review"
    __policy__ = REVIEW_POLICY
    __table_args__ = (
        Index("uq_answer_review_request_id_waiting", "request_id", unique=True,
              sqlite_where=_WAITS, postgresql_where=_WAITS),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    state: Mapped[ReviewState] = mapped_column(default=ReviewState.WAITING)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(Text, default="")
    seen: Mapped[int]  # the version of the decision that the writer had before them
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime]
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    answered_at: Mapped[datetime | None]
    word: Mapped[str] = mapped_column(String(500), default="")  # to the writer, where it was sent back

    request: Mapped[Request] = relationship(lazy="raise_on_sql")
    by: Mapped[User] = relationship(foreign_keys=by_id, lazy="raise_on_sql")
    reviewer: Mapped[User | None] = relationship(foreign_keys=reviewer_id, lazy="raise_on_sql")

    @property
    def council(self) -> Council:
        """Whose request it answers: rules ask for it."""
        return self.request.council

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has read it through yet."""
        return self.state is ReviewState.WAITING

    @property
    def is_sent_back(self) -> bool:
        """Whether the second officer has sent it back with a word."""
        return self.state is ReviewState.SENT_BACK

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = REVIEW.after(action, self.state)


attach(cast(Table, DecisionVersion.__table__), TRIGGERS)
