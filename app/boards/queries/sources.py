"""What a number is made of: rows that fulfil a condition. The same condition counts them and lists them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, func, select

from app.boards.states import Period
from app.kernel.db import session
from app.kernel.i18n import LazyString

Holds = Callable[[Period], ColumnElement[bool]]


@dataclass(frozen=True)
class Scope:
    """What is looked at: one council, else some dongs, else all."""

    dong_ids: Sequence[int] | None = None
    council_id: int | None = None


@dataclass(frozen=True)
class Figure:
    """A number of things: its word in addresses, its name, what it counts in a sentence, and which rows those are."""

    key: str
    label: LazyString
    about: LazyString
    holds: Holds


@dataclass(frozen=True)
class Source:
    """Where rows come from, which dong and council each belongs to, and the figures that count them."""

    start: FromClause
    dong: ColumnElement[int]
    council: ColumnElement[int]
    figures: tuple[Figure, ...]

    def within(self, scope: Scope) -> list[ColumnElement[bool]]:
        """The conditions under which a row is in the scope."""
        if scope.council_id is not None:
            return [self.council == scope.council_id]
        return [] if scope.dong_ids is None else [self.dong.in_(scope.dong_ids)]

    def counted(self, scope: Scope, of: Period, *sums: ColumnElement[Any]) -> Mapping[int, Any]:
        """All its figures, and the given sums, of every dong that has a row; one statement."""
        counts = [func.count().filter(one.holds(of)).label(one.key) for one in self.figures]
        query = select(self.dong.label("dong"), *counts, *sums).select_from(self.start).where(*self.within(scope))
        return {row.dong: row._mapping for row in session().execute(query.group_by(self.dong))}
