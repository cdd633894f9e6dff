"""The centre's answers."""

import hashlib
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.decisions.models.report import Request
from app.decisions.states import DECISION, Answer, DecisionState, ReasonCode, needed
from app.kernel.db import Model, Versioned
from app.kernel.ledger import canonical

_READ = (
    "answer", "reason_code", "reason", "ground", "possible", "passed_to", "section", "officer_name", "officer_phone",
    "do_by",
)  # fmt: skip


class Decision(Versioned, Model):
    """답변: the centre's answer to one request, with reason, ground, what would be possible, name and phone."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), unique=True)
    state: Mapped[DecisionState] = mapped_column(default=DecisionState.DRAFT)
    answer: Mapped[Answer | None]
    reason_code: Mapped[ReasonCode | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    ground: Mapped[str] = mapped_column(Text, default="")
    possible: Mapped[str] = mapped_column(Text, default="")
    passed_to: Mapped[str] = mapped_column(String(80), default="")
    section: Mapped[str] = mapped_column(String(60), default="")
    officer_name: Mapped[str] = mapped_column(String(40), default="")
    officer_phone: Mapped[str] = mapped_column(String(20), default="")
    do_by: Mapped[date | None]
    published_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    request: Mapped[Request] = relationship(back_populates="decision", lazy="raise_on_sql")

    @property
    def digest(self) -> str:
        """SHA-256 of all that residents read of it, in canonical JSON; hex."""
        words = {name: getattr(self, name) for name in _READ}
        told = {name: str(value) for name, value in words.items() if value not in (None, "")}
        return hashlib.sha256(canonical(told).encode()).hexdigest()

    def missing(self) -> list[str]:
        """The names of the fields that still stand empty, of those an answer of this kind needs."""
        return [name for name in needed(self.answer) if not getattr(self, name)]

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = DECISION.after(action, self.state)
