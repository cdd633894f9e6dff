"""Questions, the statements under them, and what people answer. No page and no file says who answered what."""

import hashlib
import unicodedata
from datetime import datetime
from typing import Any, Self

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.kernel.db import Model, Versioned
from app.opinions.policy import QUESTION_POLICY, STATEMENT_POLICY
from app.opinions.states import QUESTION, STATEMENT, Fate, Moderation, QuestionState, Side, StatementState
from app.people.models import User
from app.proposals.models import Proposal

LONGEST_STATEMENT = 140
LONGEST_SOURCE = 200
MOST_SEEDS = 50  # in one form
MOST_OF_ONE = 20  # statements of one person under one question
TO_TELL = 5  # answers: with fewer, how they are split would tell of persons


def words_hash(text: str) -> str:
    """The same for statements that differ in blanks, marks, width and case alone; "" where there is no letter."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest() if letters else ""


class Question(Versioned, Model):
    """의견 지도의 물음: what the neighbours are asked to think about, one statement after the other."""

    __tablename__ = "question"
    __policy__ = QUESTION_POLICY
    __table_args__ = (
        Index("ix_question_council_id_state", "council_id", "state"),
        Index("ix_question_state_closes_at", "state", "closes_at"),
        Index("uq_question_asked_by_id_once", "asked_by_id", "once", unique=True),
        Index("uq_question_council_id_source_hash", "council_id", "source_hash", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    once: Mapped[str | None] = mapped_column(String(40))  # the form it came from: sent twice, kept once
    title: Mapped[str] = mapped_column(String(120))
    background: Mapped[str] = mapped_column(Text, default="")
    moderation: Mapped[Moderation] = mapped_column(default=Moderation.BEFORE)
    state: Mapped[QuestionState] = mapped_column(default=QuestionState.DRAFT)
    drafted_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime]  # no answer counts from this moment on
    closed_at: Mapped[datetime | None]
    participant_count: Mapped[int] = mapped_column(default=0)  # people who have answered at least once
    placed_answers: Mapped[int] = mapped_column(default=0)  # how many there were when `extremity` was worked out
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE), default="")  # where it was asked, "" if here
    source_hash: Mapped[str | None] = mapped_column(String(64))  # the same files come into a council once

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    asked_by: Mapped[User] = relationship(lazy="raise_on_sql")

    @classmethod
    def blank(cls, council: Council) -> Self:
        """A question that nobody has asked yet, to ask the policy who may."""
        return cls(council=council, council_id=council.id, state=QuestionState.DRAFT)

    @property
    def question(self) -> "Question":
        """Itself: rules ask a question and a statement alike."""
        return self

    @property
    def is_draft(self) -> bool:
        """Whether it was not opened yet."""
        return self.state is QuestionState.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether answers are taken, as far as the state says."""
        return self.state is QuestionState.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether it has ended and the counts are seen."""
        return self.state is QuestionState.CLOSED

    @property
    def is_from_elsewhere(self) -> bool:
        """Whether it was asked elsewhere, and only counts and a finished map came here."""
        return bool(self.source)

    @property
    def looks_first(self) -> bool:
        """Whether a facilitator looks at a statement before neighbours do."""
        return self.moderation is Moderation.BEFORE

    def takes_answers(self, at: datetime) -> bool:
        """Whether an answer of this moment counts: the worker may close a little later than it should."""
        return self.is_open and at < self.closes_at

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = QUESTION.after(action, self.state)


class Statement(Versioned, Model):
    """의견 한 줄: one thing that one can agree or disagree with. Without an author it is a seed of the facilitator."""

    __tablename__ = "statement"
    __policy__ = STATEMENT_POLICY
    __table_args__ = (
        Index("ix_statement_question_id_state", "question_id", "state"),
        Index("uq_statement_question_id_words_hash", "question_id", "words_hash", unique=True),
        Index("uq_statement_author_id_once", "author_id", "once", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    once: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(String(LONGEST_STATEMENT))
    words_hash: Mapped[str] = mapped_column(String(64))  # the same statement stands once under a question
    state: Mapped[StatementState] = mapped_column(default=StatementState.WAITING)
    written_at: Mapped[datetime]
    hidden_reason: Mapped[str] = mapped_column(String(300), default="")
    fate: Mapped[Fate | None]
    fate_reason: Mapped[str] = mapped_column(String(300), default="")
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    agree_count: Mapped[int] = mapped_column(default=0)
    disagree_count: Mapped[int] = mapped_column(default=0)
    pass_count: Mapped[int] = mapped_column(default=0)
    extremity: Mapped[float] = mapped_column(default=0.0)  # for the draw of what comes next; no page and no file has it

    question: Mapped[Question] = relationship(lazy="raise_on_sql")
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")

    @property
    def council(self) -> Council:
        """Where it is asked: rules ask every subject for its council."""
        return self.question.council

    @property
    def council_id(self) -> int:
        """The number of the council: events ask every subject for it."""
        return self.question.council_id

    @property
    def answer_count(self) -> int:
        """How many people have answered it."""
        return self.agree_count + self.disagree_count + self.pass_count

    @property
    def is_seed(self) -> bool:
        """Whether the facilitator put it there to begin with."""
        return self.author_id is None

    @property
    def is_shown(self) -> bool:
        """Whether neighbours see it."""
        return self.state is StatementState.SHOWN

    @property
    def is_waiting(self) -> bool:
        """Whether a facilitator has not looked at it yet."""
        return self.state is StatementState.WAITING

    @property
    def is_hidden(self) -> bool:
        """Whether it was hidden with a reason."""
        return self.state is StatementState.HIDDEN

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = STATEMENT.after(action, self.state)


class Answer(Model):
    """What one person answers to one statement, the last one only. Not a ballot, but an opinion: it stays theirs."""

    __tablename__ = "answer"
    __table_args__ = {"sqlite_with_rowid": False}

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    side: Mapped[Side]
    at: Mapped[datetime]


class OpinionMap(Model):
    """의견 그룹을 살펴본 것: what the worker has computed of a closed question, or how far it is, in percent.

    `result` is what app/opinions/maths may tell, without anybody's number; `fingerprint` is the hash of the answers.
    """

    __tablename__ = "opinion_map"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True, autoincrement=False)
    share: Mapped[int] = mapped_column(default=0)
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    computed_at: Mapped[datetime | None]
