"""Statements that every ballot or every page asks."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

_Writers = dict[str, Callable[[Any], Any]]


class Prepared:
    """A statement that is compiled once for each kind of database, then handed to the driver as it is.

    SQLAlchemy's way from a statement to the driver and back takes several times as long as the statement. Values go
    in with their column types; rows come back as the driver has them, as tuples. A failure is SQLAlchemy's own, whose
    words hold no values, and who listens to statements hears these too.
    """

    def __init__(self, statement: ClauseElement) -> None:
        """Every parameter of the statement has a name."""
        self._statement = statement
        self._compiled: dict[str, tuple[str, Sequence[str] | None, _Writers]] = {}

    def __call__(self, connection: Connection, **values: Any) -> DBAPICursor:
        """Run it; the cursor holds what the driver found."""
        text, order, writers = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        for name, write in writers.items():
            values[name] = write(values[name])
        given = [values[name] for name in order] if order else values
        cursor = connection.connection.cursor()
        for hear in connection.dispatch.before_cursor_execute:
            hear(connection, cursor, text, given, None, False)
        try:
            cursor.execute(text, given)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _known(connection, error, text, cursor) from None
        return cursor

    def _compile(self, dialect: Dialect) -> tuple[str, Sequence[str] | None, _Writers]:
        compiled = cast("SQLCompiler", self._statement.compile(dialect=dialect))
        types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        writers: _Writers = {name: write for name, kind in types.items() if (write := kind.bind_processor(dialect))}
        self._compiled[dialect.name] = str(compiled), compiled.positiontup, writers
        return self._compiled[dialect.name]


def _known(connection: Connection, error: Exception, text: str, cursor: DBAPICursor) -> DBAPIError:
    """The failure as SQLAlchemy has it, without values. A dead connection is given up, and its pool with it."""
    try:
        # its own way: asked only whether the connection is dead, it would leave the others of the pool to fail in turn
        connection._handle_dbapi_exception(error, text, None, cursor, None)
    except DBAPIError as known:
        return known
