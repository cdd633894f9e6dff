"""A cursor for what pages read: through libpq, with as much of the DB-API (PEP 249) as SQLAlchemy asks.

A cursor of psycopg can do much that a page never asks, such as other tasks while it waits, and takes as long for that
as the server takes for a short statement. What it makes of values and of rows is psycopg's own here too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Self, overload

from psycopg import Connection as Driver
from psycopg import errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq.abc import PGresult

from app.kernel.db.straight.statements import Statements, as_lost, done

Column = tuple[str, int, None, None, None, None, None]  # a name and the server's number of a type, as PEP 249 has it
_PLACE = re.compile(r"%(?:\((\w+)\)s|%)")


class Columns(Sequence[Column]):
    """The columns of a result, made only for who reads them.

    SQLAlchemy asks after every statement whether there are columns, and reads them only where it runs a statement for
    the first time; a page has a hundred or two, and making them takes as long as a short statement.
    """

    def __init__(self, result: PGresult) -> None:
        """Nothing is made yet."""
        self._result = result

    def _made(self) -> list[Column]:
        found = self._result
        names = [(found.fname(place) or b"").decode() for place in range(len(self))]
        return [(name, found.ftype(place), *(None,) * 5) for place, name in enumerate(names)]

    def __len__(self) -> int:
        return self._result.nfields

    def __iter__(self) -> Iterator[Column]:
        return iter(self._made())

    @overload
    def __getitem__(self, place: int) -> Column: ...
    @overload
    def __getitem__(self, place: slice) -> list[Column]: ...
    def __getitem__(self, place: int | slice) -> Column | list[Column]:
        return self._made()[place]


class ReadingCursor:
    """Asks statements whose parameters have names, on a connection that has no transaction."""

    arraysize = 1

    def __init__(self, driver: Driver[Any], statements: Statements) -> None:
        """Nothing is asked yet."""
        self._driver = driver
        self._statements = statements
        self._result: PGresult | None = None
        self._next = 0  # the row to be read next

    @classmethod
    def by(cls, statements: Statements) -> Callable[..., "ReadingCursor"]:
        """What a connection of psycopg makes its cursors by."""
        return lambda driver, **_: cls(driver, statements)

    @property
    def description(self) -> Columns | None:
        """The columns; None where there are none."""
        return Columns(self._result) if self._result and self._result.nfields else None

    @property
    def rowcount(self) -> int:
        """How many rows were found; -1 before anything is asked."""
        return self._result.ntuples if self._result else -1

    def execute(self, query: str, values: Mapping[str, Any] | None = None) -> Self:
        """Ask, and wait until the server has told all. Raises psycopg's Error."""
        self._result = None
        text, names = _numbered(query)
        self._reader = Transformer(self._driver)
        given = self._reader.dump_sequence([(values or {})[name] for name in names], [PyFormat.AUTO] * len(names))
        try:
            self._result = done(self._asked(text, given))
        except errors.Error as error:
            self._statements.forget()
            raise as_lost(error, self._driver.pgconn) from None
        self._reader.set_pgresult(self._result)
        self._next = 0
        return self

    def _asked(self, text: bytes, given: Sequence[Any]) -> PGresult:
        server, types, formats = self._driver.pgconn, self._reader.types or (), self._reader.formats
        name = self._statements.name_if_asked_before(server, text, types)
        if name is None:
            return server.exec_params(text, given, types, formats)
        return server.exec_prepared(name, given, formats)

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row; None after the last."""
        return next(iter(self._rows(1)), None)

    def fetchmany(self, size: int = arraysize) -> list[tuple[Any, ...]]:
        """The next rows, at most so many."""
        return self._rows(size)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""
        return self._rows(self.rowcount)

    def _rows(self, most: int) -> list[tuple[Any, ...]]:
        if self._result is None:
            raise errors.InterfaceError("rows are read that nobody has asked for, or that were let go")
        first, self._next = self._next, min(self._next + most, self.rowcount)
        return self._reader.load_rows(first, self._next, tuple)

    def close(self) -> None:
        """Let go of the rows."""
        self._result = None


@lru_cache(maxsize=1024)
def _numbered(query: str) -> tuple[bytes, tuple[str, ...]]:
    """The text with the places of its parameters as the server has them ($1, $2), and the name that belongs to each."""
    names: dict[str, int] = {}

    def number(place: re.Match[str]) -> str:
        name = place[1]
        return "%" if name is None else f"${names.setdefault(name, len(names) + 1)}"

    return _PLACE.sub(number, query).encode(), tuple(names)
