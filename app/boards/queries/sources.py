"""What a number is made of: rows that fulfil a condition. The same condition counts them and lists them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import ColumnElement, Date, FromClause, bindparam, func, select
from sqlalchemy.types import TypeEngine

from app.boards.states import Period
from app.kernel.db import UTCDateTime, session
from app.kernel.i18n import LazyString

Dongs = Sequence[int] | None  # None for all
Holds = Callable[[Period], ColumnElement[bool]]
_PARTS: dict[str, TypeEngine[Any]] = {
    "first": Date(), "last": Date(), "counted_on": Date(), "begins": UTCDateTime(), "ends": UTCDateTime()
}  # fmt: skip
# a period for a statement that is built once, and told its days each time it is asked
ANY_PERIOD = cast("Period", SimpleNamespace(**{name: bindparam(name, type_=kind) for name, kind in _PARTS.items()}))


def days_of(period: Period) -> dict[str, Any]:
    """What a statement of ANY_PERIOD is told."""
    return {name: getattr(period, name) for name in _PARTS}


@dataclass(frozen=True)
class Figure:
    """A number of things: its word in addresses, its name, what it counts in a sentence, and which rows those are."""

    key: str
    label: LazyString
    about: LazyString
    holds: Holds


@dataclass(frozen=True)
class Source:
    """Where rows come from, which dong each belongs to, and the figures that count them."""

    start: FromClause
    dong: ColumnElement[int]
    figures: tuple[Figure, ...]

    def within(self, dong_ids: Dongs) -> list[ColumnElement[bool]]:
        """The conditions under which a row is in one of the dongs."""
        return [] if dong_ids is None else [self.dong.in_(dong_ids)]

    def counts(self, of: Period) -> list[ColumnElement[int]]:
        """A column for each of its figures."""
        return [func.count().filter(one.holds(of)).label(one.key) for one in self.figures]

    def counted(self, dong_ids: Dongs, of: Period, *sums: ColumnElement[Any]) -> Mapping[int, Any]:
        """All its figures, and the given sums, of every dong that has a row; one statement."""
        query = select(self.dong.label("dong"), *self.counts(of), *sums).select_from(self.start)
        rows = session().execute(query.where(*self.within(dong_ids)).group_by(self.dong))
        return {row.dong: row._mapping for row in rows}
