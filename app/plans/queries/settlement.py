"""The settlement of a plan: what was planned, settled and spent on each item, and what is left."""

from dataclasses import dataclass

from sqlalchemy import select

from app.deeds.states import CommitmentState
from app.kernel.db import session
from app.plans.models import Plan, PlanItem, Spending


@dataclass(frozen=True)
class Line:
    """One item, or all together, in won."""

    title: str
    planned_won: int
    final_won: int
    spent_won: int
    deed: CommitmentState | None = None  # of the promise that carries it out

    @property
    def left_won(self) -> int:
        """What was not spent; below zero where more was."""
        return self.final_won - self.spent_won


@dataclass(frozen=True)
class Settlement:
    """All items with their sum, and what the spendings come to when they are added up by themselves."""

    lines: tuple[Line, ...]
    spent_won: int

    @property
    def total(self) -> Line:
        """The sum of the items."""
        sums = (sum(getattr(one, name) for one in self.lines) for name in ("planned_won", "final_won", "spent_won"))
        return Line("", *sums)

    @property
    def has_deeds(self) -> bool:
        """Whether a promise carries any of the items out."""
        return any(one.deed for one in self.lines)

    @property
    def balances(self) -> bool:
        """Whether the items together come to what was spent on the plan."""
        return self.total.spent_won == self.spent_won

    @property
    def is_empty(self) -> bool:
        """Whether nothing was spent."""
        return self.spent_won == 0


def settlement(plan: Plan) -> Settlement:
    """The table of the plan as it stands."""
    lines = tuple(_line(one) for one in plan.items)
    spent = [spending.amount_won for one in plan.items for spending in one.spendings]
    return Settlement(lines, sum(spent))


def _line(one: PlanItem) -> Line:
    deed = one.commitment.state if one.commitment else None
    return Line(one.title, one.cost_won, one.final_cost_won or 0, one.spent_won, deed)


def spending_once(once: str | None) -> Spending | None:
    """What the form with this token has made."""
    return session().scalars(select(Spending).where(Spending.once == once)).one_or_none() if once else None
