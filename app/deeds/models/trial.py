"""Trials: something is done for a while, residents are asked, and the centre decides."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.deeds.states import TrialEnd
from app.kernel.db import Model


class Trial(Model):
    """시범 기간: from one day to another, with the question that residents are asked at its end."""

    __tablename__ = "trial"
    __table_args__ = (Index("uq_trial_commitment_id_number", "commitment_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"))
    number: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    question: Mapped[str] = mapped_column(String(200))
    outcome: Mapped[TrialEnd | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]

    @property
    def is_decided(self) -> bool:
        """Whether the centre has said what becomes of it."""
        return self.outcome is not None
