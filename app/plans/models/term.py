"""In which time a plan goes to the gu, by the ordinance of each; and of which dates people were reminded."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.decisions.clocks import Measure, Term
from app.decisions.states import Unit
from app.kernel.db import Model
from app.places.models import Gu
from app.plans.policy import TERM_POLICY
from app.plans.states import Duty


class SendingTerm(Model):
    """자치계획을 보내는 기한: the time after the assembly in which a plan goes to the gu, with its source.

    A row holds for assemblies from `valid_from` until the next row of the gu; none is ever changed.
    """

    __tablename__ = "sending_term"
    __policy__ = TERM_POLICY
    __table_args__ = (
        Index("uq_sending_term_gu_id_valid_from", "gu_id", "valid_from", unique=True),
        CheckConstraint("term > 0", name="term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    gu_id: Mapped[int] = mapped_column(ForeignKey("gu.id"))
    term: Mapped[int]
    unit: Mapped[Unit]
    law: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date]

    gu: Mapped[Gu] = relationship(lazy="raise_on_sql")

    @property
    def period(self) -> Term:
        """The time there is."""
        return Term(self.term, Measure(self.unit.value))


class PlanReminder(Model):
    """자치계획 알림: that facilitators and officers were told of a date, before it or after it has passed; once."""

    __tablename__ = "plan_reminder"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    duty: Mapped[Duty] = mapped_column(primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    is_late: Mapped[bool] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
