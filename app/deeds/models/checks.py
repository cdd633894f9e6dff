"""Rounds in which residents answer, and their answers while a round is open."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.deeds.models.commitment import Commitment
from app.deeds.policy import CHECK_POLICY
from app.deeds.states import OFFERED, CheckKind, Counts, Mark
from app.kernel.db import Model, Versioned


class DeedCheck(Versioned, Model):
    """이행 확인: one round in which those who took part say how it is now.

    `counted` is empty until the round is closed: then it holds the sums of what was answered on the page, and the
    answers of persons are gone. `on_paper` is what the facilitator took down, as numbers. `turn` is the commitment's
    turn, or the number of the trial.
    """

    __tablename__ = "deed_check"
    __policy__ = CHECK_POLICY
    __table_args__ = (
        Index("uq_deed_check_commitment_id_kind_turn", "commitment_id", "kind", "turn", unique=True),
        Index("ix_deed_check_closed_at_closes_at", "closed_at", "closes_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"))
    kind: Mapped[CheckKind]
    turn: Mapped[int]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    counted: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    on_paper: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    commitment: Mapped[Commitment] = relationship(back_populates="checks", lazy="raise_on_sql")

    @property
    def is_open(self) -> bool:
        """Whether answers are taken, as far as the row says; the service looks at the clock too."""
        return self.closed_at is None

    @property
    def offered(self) -> tuple[Mark, ...]:
        """What one may answer."""
        return OFFERED[self.kind]

    @property
    def is_about_trial(self) -> bool:
        """Whether the question of a trial is asked."""
        return self.kind is CheckKind.TRIAL

    @property
    def counts(self) -> Counts:
        """The sums of a round that is closed."""
        return Counts(self.counted, self.on_paper)


class CheckAnswer(Model):
    """이행 확인에 한 답: what one person answered, kept only while the round is open."""

    __tablename__ = "check_answer"
    __table_args__ = {"sqlite_with_rowid": False}  # in no order of time

    check_id: Mapped[int] = mapped_column(ForeignKey("deed_check.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    mark: Mapped[Mark]
