"""Items of a plan, and what was spent on them."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.deeds.models import Commitment
from app.kernel.db import Model
from app.plans.states import ReviewMark, Runner, Source

if TYPE_CHECKING:
    from app.plans.models.plan import Plan


class PlanItem(Model):
    """자치계획의 사업: what is done for how much and by whom; what the gu says of it; what the council settled.

    `cost_won` is what residents adopted, `review_cost_won` what the gu would give (None: the same), `final_cost_won`
    what the council settled, 0 where it is not done.
    """

    __tablename__ = "plan_item"
    __table_args__ = (
        Index("uq_plan_item_plan_id_option_id", "plan_id", "option_id", unique=True),
        Index("uq_plan_item_plan_id_proposal_id", "plan_id", "proposal_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(Text, default="")
    cost_won: Mapped[int] = mapped_column(BigInteger)
    runner: Mapped[Runner]
    source: Mapped[Source]
    option_id: Mapped[int | None] = mapped_column(ForeignKey("option.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    once: Mapped[str | None] = mapped_column(String(40), unique=True)  # the form it came from: sent twice, kept once
    mark: Mapped[ReviewMark | None]
    review_reason: Mapped[str] = mapped_column(Text, default="")
    review_cost_won: Mapped[int | None] = mapped_column(BigInteger)
    review_office: Mapped[str] = mapped_column(String(80), default="")
    review_phone: Mapped[str] = mapped_column(String(20), default="")
    final_cost_won: Mapped[int | None] = mapped_column(BigInteger)
    word: Mapped[str] = mapped_column(Text, default="")
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), unique=True)

    plan: Mapped["Plan"] = relationship(back_populates="items", lazy="raise_on_sql")
    commitment: Mapped[Commitment | None] = relationship(lazy="raise_on_sql")
    spendings: Mapped[list["Spending"]] = relationship(order_by="Spending.spent_on, Spending.id", lazy="raise_on_sql")

    @property
    def differs(self) -> bool:
        """Whether the gu said anything but a plain yes, so that the council owes its residents a word."""
        if self.mark is None:
            return False
        return self.mark is not ReviewMark.ACCEPTED or self.review_cost_won not in (None, self.cost_won)

    @property
    def needs_word(self) -> bool:
        """Whether the council has not said its word on what the gu says otherwise."""
        return self.differs and not self.word

    @property
    def is_dropped(self) -> bool:
        """Whether the council settled that it is not done."""
        return self.final_cost_won == 0 and self.cost_won > 0

    @property
    def spent_won(self) -> int:
        """What was spent on it, corrections among it."""
        return sum(one.amount_won for one in self.spendings)

    @property
    def left_won(self) -> int:
        """What is left of the final cost; negative where more was spent."""
        return (self.final_cost_won or 0) - self.spent_won


class Spending(Model):
    """집행: an amount spent on an item on a day, and on what. A wrong one is taken back by one below zero."""

    __tablename__ = "spending"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"), index=True)
    spent_on: Mapped[date]
    amount_won: Mapped[int] = mapped_column(BigInteger)
    words: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(String(500), default="")  # where more is spent than was settled
    once: Mapped[str | None] = mapped_column(String(40), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
