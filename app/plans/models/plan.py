"""The plan of a dong for a year."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.decisions.models import RequestKind
from app.kernel.db import Model, Versioned
from app.kernel.i18n import _
from app.plans.policy import PLAN_POLICY
from app.plans.states import PLAN, Meter, PlanState, meter

if TYPE_CHECKING:
    from app.plans.models.item import PlanItem
    from app.plans.models.version import PlanVersion


class Plan(Versioned, Model):
    """자치계획: what a dong does in a year, with which money, adopted by its residents and reviewed by the gu.

    `adopted_by_poll_id` or `adopted_by_resolution_id` is what adopted it. `sent_hash` is that of the version that
    was sent; `kind_id` is the kind of request on whose clock the gu answers, as it was on that day.
    """

    __tablename__ = "plan"
    __policy__ = PLAN_POLICY
    __table_args__ = (
        Index("uq_plan_council_id_year", "council_id", "year", unique=True),
        Index("ix_plan_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    year: Mapped[int]
    state: Mapped[PlanState] = mapped_column(default=PlanState.DRAFT)
    cap_won: Mapped[int | None] = mapped_column(BigInteger)
    drafted_at: Mapped[datetime]
    notice_on: Mapped[date | None]  # since when the assembly is made known
    assembly_on: Mapped[date | None]
    posted_on: Mapped[date | None]  # result and minutes
    next_assembly_on: Mapped[date | None]
    adopted_by_poll_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"))
    adopted_by_resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolution.id"))
    adopted_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sent_hash: Mapped[str] = mapped_column(String(64), default="")
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("request_kind.id"))
    review_due_on: Mapped[date | None]
    reviewed_at: Mapped[datetime | None]
    finalised_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    kind: Mapped[RequestKind | None] = relationship(lazy="raise_on_sql")
    items: Mapped[list["PlanItem"]] = relationship(
        back_populates="plan", order_by="PlanItem.position, PlanItem.id", lazy="raise_on_sql"
    )
    versions: Mapped[list["PlanVersion"]] = relationship(order_by="PlanVersion.number", lazy="raise_on_sql")

    @classmethod
    def blank(cls, council: Council) -> Self:
        """A plan that nobody has drafted yet, to ask the policy who may."""
        return cls(council=council, council_id=council.id, state=PlanState.DRAFT)

    @property
    def title(self) -> str:
        """상도3동 2027년 자치계획."""
        return _("%(dong)s %(year)s년 자치계획", dong=self.council.dong.name, year=str(self.year))

    @property
    def meter(self) -> Meter:
        """The items as they were planned, under the cap."""
        return meter([(one.title, one.cost_won) for one in self.items], self.cap_won)

    @property
    def total_won(self) -> int:
        """What the items cost together: as they were settled, before that as they were planned."""
        return sum((one.final_cost_won or 0) if self.is_final else one.cost_won for one in self.items)

    @property
    def is_adopted(self) -> bool:
        """Whether residents have adopted it; its items are fixed since."""
        return self.adopted_at is not None

    @property
    def is_reviewed(self) -> bool:
        """Whether the gu has said what it thinks of it."""
        return self.reviewed_at is not None

    @property
    def is_final(self) -> bool:
        """Whether the council has settled what is done."""
        return self.finalised_at is not None

    @property
    def adoption(self) -> "PlanVersion | None":
        """The version whose adoption can still be taken back."""
        return self.versions[-1] if self.allows("take_back") else None

    @property
    def taken_back(self) -> "PlanVersion | None":
        """The version whose adoption was taken back, as long as residents have not adopted it anew."""
        last = self.versions[-1] if self.versions else None
        return last if last and last.taken_back else None

    def allows(self, action: str) -> bool:
        """Whether the action can be done in the state it is in."""
        return PLAN.allows(action, self.state)

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = PLAN.after(action, self.state)
