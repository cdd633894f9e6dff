"""The centre's answers as they stand now; what each said before is in version.py."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.decisions.models.report import Request
from app.decisions.states import DECISION, Answer, DecisionState, ReasonCode, needed
from app.kernel.db import Model, Versioned
from app.kernel.ledger import canonical

if TYPE_CHECKING:
    from app.decisions.models.version import DecisionVersion

READ = (
    "answer", "summary", "reason_code", "reason", "found", "ground", "possible", "passed_to", "waits_for", "next_on",
    "do_by", "cost_won", "money_from", "section", "officer_name", "officer_phone",
)  # fmt: skip

TOLD = (*READ, "files")


def told(words: Mapping[str, Any]) -> dict[str, str]:
    """What residents read of an answer, as text by the names of its fields; nothing of those that stand empty."""
    given = {name: words.get(name) for name in TOLD}
    return {name: str(value) for name, value in given.items() if value not in (None, "")}


def digest(words: Mapping[str, str]) -> str:
    """SHA-256 of what residents read, as `told` has it, in canonical JSON; hex."""
    return hashlib.sha256(canonical(words).encode()).hexdigest()


class Decision(Versioned, Model):
    """답변: the centre's answer to one request, with reason, ground, what would be possible, name and phone.

    `files` went out with it. `published_at` is when it first stood before everybody, `corrected_at` when it last said
    something else.
    """

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), unique=True)
    state: Mapped[DecisionState] = mapped_column(default=DecisionState.DRAFT)
    answer: Mapped[Answer | None]
    summary: Mapped[str] = mapped_column(Text, default="")
    reason_code: Mapped[ReasonCode | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    found: Mapped[str] = mapped_column(Text, default="")
    ground: Mapped[str] = mapped_column(Text, default="")
    possible: Mapped[str] = mapped_column(Text, default="")
    passed_to: Mapped[str] = mapped_column(String(80), default="")
    waits_for: Mapped[str] = mapped_column(Text, default="")
    next_on: Mapped[date | None]
    do_by: Mapped[date | None]
    cost_won: Mapped[int | None] = mapped_column(BigInteger)
    money_from: Mapped[str] = mapped_column(String(120), default="")
    section: Mapped[str] = mapped_column(String(60), default="")
    officer_name: Mapped[str] = mapped_column(String(40), default="")
    officer_phone: Mapped[str] = mapped_column(String(20), default="")
    files: Mapped[str] = mapped_column(Text, default="")  # a line for each file: fingerprint, bytes, name
    published_at: Mapped[datetime | None]
    corrected_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    request: Mapped[Request] = relationship(back_populates="decision", lazy="raise_on_sql")
    versions: Mapped[list["DecisionVersion"]] = relationship(
        back_populates="decision", order_by="DecisionVersion.number", lazy="raise_on_sql"
    )

    @property
    def told(self) -> dict[str, str]:
        """All that residents read of it, as text."""
        return told({name: getattr(self, name) for name in TOLD})

    @property
    def file_names(self) -> list[str]:
        """The names of the files that went out with it."""
        return [line.split(" ", 2)[2] for line in self.files.splitlines()]

    @property
    def digest(self) -> str:
        """SHA-256 of all that residents read of it, in canonical JSON; hex."""
        return digest(self.told)

    @property
    def stands_since(self) -> datetime | None:
        """When it came to say what it says now: a period to ask again runs from here."""
        return self.corrected_at or self.published_at

    @property
    def is_deferred(self) -> bool:
        """Whether the centre has put the matter off to `next_on`."""
        return self.answer is Answer.DEFERRED

    @property
    def hands(self) -> set[int | None]:
        """Who wrote it or read it through for publishing, in any of its versions; needs `versions` loaded."""
        people = {self.decided_by_id, self.reviewed_by_id}
        people |= {person for old in self.versions for person in (old.decided_by_id, old.reviewed_by_id)}
        return people - {None}

    def missing(self) -> list[str]:
        """The names of the fields that still stand empty, of those an answer of this kind needs."""
        money = ("money_from",) if self.cost_won else ()
        return [name for name in (*needed(self.answer), *money) if not getattr(self, name)]

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = DECISION.after(action, self.state)
