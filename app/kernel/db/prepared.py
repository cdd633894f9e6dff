"""Statements that every ballot or every page asks."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from app.kernel.db.failures import handled
from app.kernel.db.straight import Found, Straight

Askable = Connection | Straight  # whom a prepared statement may be asked
_Writers = dict[str, Callable[[Any], Any]]


class Prepared:
    """A statement that is compiled once for each kind of database, then handed to the driver as it is.

    SQLAlchemy's way from a statement to the driver and back takes several times as long as the statement. Values go
    in with their column types; rows come back as the driver has them, as tuples. A failure is SQLAlchemy's own, whose
    words hold none of its parameters; who listens to statements hears these too, without a cursor.
    """

    def __init__(self, statement: ClauseElement) -> None:
        """Every parameter of the statement has a name."""
        self._statement = statement
        self._compiled: dict[tuple[str, str], tuple[str, Sequence[str] | None, _Writers]] = {}

    def __call__(self, connection: Askable, **values: Any) -> Found:
        """Run it."""
        dialect = connection.dialect
        text, order, writers = self._compiled.get((dialect.name, dialect.paramstyle)) or self._compile(dialect)
        for name, write in writers.items():
            values[name] = write(values[name])
        given = [values[name] for name in order] if order is not None else values
        for hear in connection.dispatch.before_cursor_execute:
            hear(connection, None, text, given, None, False)
        if isinstance(connection, Straight):
            return connection.ask(text, cast("Sequence[Any]", given))
        return _run(connection, text, given)

    def _compile(self, dialect: Dialect) -> tuple[str, Sequence[str] | None, _Writers]:
        compiled = cast("SQLCompiler", self._statement.compile(dialect=dialect))
        types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        writers: _Writers = {name: write for name, kind in types.items() if (write := kind.bind_processor(dialect))}
        made = str(compiled), compiled.positiontup, writers
        self._compiled[dialect.name, dialect.paramstyle] = made
        return made


def _run(connection: Connection, text: str, given: Any) -> Found:
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text, given)
    except connection.dialect.loaded_dbapi.Error as error:
        raise handled(connection, error, text, cursor) from None
    return cursor
