"""Reads whose rows a page shows, prepared as what every ballot asks."""

from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import Any, cast

from sqlalchemy import Dialect, Select
from sqlalchemy.engine.interfaces import DBAPICursor

from app.kernel.db.failures import handled
from app.kernel.db.prepared import Prepared
from app.kernel.db.transactions import session

_Readers = Sequence[tuple[int, Callable[[Any], Any]]]  # of which column, and what makes our value of the driver's


class PreparedRows:
    """A read that is compiled once: its rows are tuples whose values have the names and types of the columns."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        """As with `Prepared`; lists in it have a length that is known."""
        columns = statement.selected_columns
        self._ask = Prepared(statement)
        self._row: Any = namedtuple("Row", columns.keys(), rename=True)  # type: ignore[misc]  # known here alone
        self._types = [column.type for column in columns]
        self._readers: dict[str, _Readers] = {}

    def all(self, **values: Any) -> list[Any]:
        """Every row."""
        connection = session().connection()
        cursor = cast("DBAPICursor", self._ask(connection, **values))
        try:
            rows = cursor.fetchall()  # SQLite looks for the second row only now
        except connection.dialect.loaded_dbapi.Error as error:
            raise handled(connection, error, str(self._ask), cursor) from None
        readers = self._readers_for(connection.dialect, cursor)
        cursor.close()
        return [self._row._make(_read(row, readers)) for row in rows]

    def one(self, **values: Any) -> Any:
        """The row of a read that always has one."""
        (row,) = self.all(**values)
        return row

    def _readers_for(self, dialect: Dialect, cursor: DBAPICursor) -> _Readers:
        readers = self._readers.get(dialect.name)
        if readers is None:
            described = zip(self._types, cursor.description or (), strict=True)
            made = [kind.dialect_impl(dialect).result_processor(dialect, column[1]) for kind, column in described]
            readers = self._readers[dialect.name] = [
                (place, read) for place, read in enumerate(made) if read is not None
            ]
        return readers


def _read(row: Sequence[Any], readers: _Readers) -> Sequence[Any]:
    ours = list(row)
    for place, read in readers:
        ours[place] = read(ours[place])
    return ours
