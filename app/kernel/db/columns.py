"""What psycopg tells of the columns of a result, made only for who reads it.

SQLAlchemy asks after every statement whether there are columns, and reads them only where it runs a statement for the
first time; a page has a hundred or two, and making them takes as long as a short statement.
"""

from collections.abc import Iterator, Sequence
from typing import Any, overload

from psycopg import Column, Cursor


class Columns(Sequence[Column]):
    """The columns of the result at which the cursor stands now."""

    def __init__(self, cursor: "LateColumns") -> None:
        """Nothing is made yet."""
        self._cursor = cursor

    def _made(self) -> list[Column]:
        return Cursor.description.fget(self._cursor) or []  # type: ignore[attr-defined]

    def __len__(self) -> int:
        result = self._cursor.pgresult
        return result.nfields if result else 0

    def __iter__(self) -> Iterator[Column]:
        return iter(self._made())

    @overload
    def __getitem__(self, place: int) -> Column: ...
    @overload
    def __getitem__(self, place: slice) -> list[Column]: ...
    def __getitem__(self, place: int | slice) -> Column | list[Column]:
        return self._made()[place]


class LateColumns(Cursor[Any]):
    """As psycopg's own."""

    @property
    def description(self) -> Sequence[Column] | None:  # type: ignore[override]  # a sequence is all that is asked of it
        """The columns; None where the statement gives none."""
        result = self.pgresult
        return Columns(self) if result and result.nfields else super().description
