"""What was promised, and its milestones."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.decisions.models import Decision, Request
from app.decisions.states import Answer
from app.deeds.policy import COMMITMENT_POLICY
from app.deeds.states import COMMITMENT, ENDED, CommitmentState, Due
from app.kernel.db import Model, Versioned

if TYPE_CHECKING:
    from app.deeds.models.checks import DeedCheck
    from app.deeds.models.progress import DeedPhoto, Progress
    from app.deeds.models.trial import Trial

PROMISING = (Answer.ACCEPTED, Answer.PARTLY)  # the answers that promise something
TITLE_LENGTH = 80


class Commitment(Versioned, Model):
    """이행 약속: what the centre promised in one published answer or of a plan, who does it and by which day.

    A promise of a plan has no request: `proposal_id` and `meeting_id` then say what the item grew out of.
    `basis` is what the answer said when an officer last held the promise against it: an answer that says
    something else by now is shown beside it. `turn` counts how often it was said to be done.
    """

    __tablename__ = "commitment"
    __policy__ = COMMITMENT_POLICY
    __table_args__ = (
        Index("ix_commitment_council_id_state", "council_id", "state"),
        Index("ix_commitment_state_do_by", "state", "do_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), unique=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    state: Mapped[CommitmentState] = mapped_column(default=CommitmentState.PROMISED)
    text: Mapped[str] = mapped_column(Text)
    section: Mapped[str] = mapped_column(String(60))
    officer_name: Mapped[str] = mapped_column(String(40))
    officer_phone: Mapped[str] = mapped_column(String(20))
    budget_won: Mapped[int | None] = mapped_column(BigInteger)
    budget_from: Mapped[str] = mapped_column(String(120), default="")
    do_by: Mapped[date | None]
    first_do_by: Mapped[date | None]
    basis: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    turn: Mapped[int] = mapped_column(default=0)
    promised_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    ended_reason: Mapped[str] = mapped_column(Text, default="")
    reminded_on: Mapped[date | None]

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    request: Mapped[Request | None] = relationship(lazy="raise_on_sql")
    milestones: Mapped[list["Milestone"]] = relationship(order_by="Milestone.due_on, Milestone.id", lazy="raise_on_sql")
    progress: Mapped[list["Progress"]] = relationship(order_by="Progress.id.desc()", lazy="raise_on_sql")
    photos: Mapped[list["DeedPhoto"]] = relationship(order_by="DeedPhoto.id", lazy="raise_on_sql")
    trials: Mapped[list["Trial"]] = relationship(order_by="Trial.number", lazy="raise_on_sql")
    checks: Mapped[list["DeedCheck"]] = relationship(
        back_populates="commitment", order_by="DeedCheck.id", lazy="raise_on_sql"
    )

    @property
    def title(self) -> str:
        """The first line of what is promised, for lists and headings."""
        line = self.text.strip().partition("\n")[0].strip()
        return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1]}…"

    @property
    def desk_id(self) -> int:
        """The dong whose officers keep it: where the request is by now, or that of the council of the plan."""
        return self.request.desk_id if self.request else self.council.dong_id

    @property
    def answered(self) -> Decision | None:
        """What the request was answered, None where there is no request or no answer any more."""
        return self.request.answered_decision if self.request else None

    @property
    def has_ended(self) -> bool:
        """Whether it was said to be done, was cut or was dropped."""
        return self.state in ENDED

    @property
    def is_done(self) -> bool:
        """Whether it was said to be done."""
        return self.state is CommitmentState.DONE

    @property
    def is_stopped(self) -> bool:
        """Whether it was cut or dropped."""
        return self.has_ended and not self.is_done

    @property
    def has_moved(self) -> bool:
        """Whether the day is another one than was promised first."""
        return self.do_by != self.first_do_by

    def due(self, today: date) -> Due | None:
        """The promised day as it stands today, None where nothing is to be done any more."""
        return Due(self.do_by, today) if self.do_by and not self.has_ended else None

    def allows(self, action: str) -> bool:
        """Whether the action can be done in the state it is in."""
        return COMMITMENT.allows(action, self.state)

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = COMMITMENT.after(action, self.state)


class Milestone(Model):
    """이행 단계: one step on the way, with the day it is for and the day it was done."""

    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    once: Mapped[str | None] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
