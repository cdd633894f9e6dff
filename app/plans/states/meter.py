"""How the costs of items fit under a cap: each in its order, and what does not fit is passed over."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One item: what it costs, and by how much (won) it is too dear for what is left; 0 where it fits."""

    title: str
    cost_won: int
    over_won: int

    @property
    def fits(self) -> bool:
        """Whether it has its money."""
        return self.over_won == 0


@dataclass(frozen=True)
class Meter:
    """All items under the cap, in won; without a cap everything fits."""

    cap_won: int | None
    rows: tuple[Row, ...]

    @property
    def taken_won(self) -> int:
        """What those that fit cost together."""
        return sum(row.cost_won for row in self.rows if row.fits)

    @property
    def total_won(self) -> int:
        """What all cost together."""
        return sum(row.cost_won for row in self.rows)

    @property
    def left_won(self) -> int | None:
        """What is left of the cap."""
        return None if self.cap_won is None else self.cap_won - self.taken_won

    @property
    def over_won(self) -> int:
        """By how much everything together is above the cap."""
        return 0 if self.cap_won is None else max(0, self.total_won - self.cap_won)


@dataclass(frozen=True)
class Missed:
    """Something that was not bought, and how many won were missing for it."""

    title: str
    cost_won: int
    missing_won: int


def meter(costs: Iterable[tuple[str, int]], cap_won: int | None) -> Meter:
    """Fit the costs (won) under the cap in their order; what does not fit is skipped."""
    taken, rows = 0, []
    for title, cost in costs:
        over = 0 if cap_won is None else max(0, taken + cost - cap_won)
        rows.append(Row(title, cost, over))
        taken += 0 if over else cost
    return Meter(cap_won, tuple(rows))


def missed(costs: Iterable[tuple[str, int]], left_won: int) -> list[Missed]:
    """What was not bought for want of money, the nearest first."""
    short = [Missed(title, cost, cost - left_won) for title, cost in costs if cost > left_won]
    return sorted(short, key=lambda one: one.missing_won)
