"""Statements that every ballot or every page asks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from app.kernel.db.failures import handled
from app.kernel.db.straight import Found, Straight

Askable = Connection | Straight  # whom a prepared statement may be asked
_Writer = Callable[[Any], Any]


class _Made(NamedTuple):
    """A statement in the words of one kind of database."""

    text: str
    order: Sequence[str] | None  # of the values, where they have places instead of names
    writers: Mapping[str, _Writer]  # what makes the driver's value of ours
    written: Mapping[str, Any]  # values that stand in the statement, as the driver has them


class Prepared:
    """A statement that is compiled once for each kind of database, then handed to the driver as it is.

    SQLAlchemy's way from a statement to the driver and back takes several times as long as the statement. Values go
    in with their column types; rows come back as the driver has them, as tuples. A failure is SQLAlchemy's own, whose
    words hold none of its parameters; who listens to statements hears these too, without a cursor.
    """

    def __init__(self, statement: ClauseElement) -> None:
        """Every value that is not written in the statement has a name."""
        self._statement = statement
        self._compiled: dict[tuple[str, str], _Made] = {}

    def __call__(self, connection: Askable, **values: Any) -> Found:
        """Run it."""
        dialect = connection.dialect
        made = self._compiled.get((dialect.name, dialect.paramstyle)) or self._compile(dialect)
        text, order, writers, written = made
        for name, write in writers.items():
            values[name] = write(values[name])
        values.update(written)
        given = [values[name] for name in order] if order is not None else values
        for hear in connection.dispatch.before_cursor_execute:
            hear(connection, None, text, given, None, False)
        if isinstance(connection, Straight):
            return connection.ask(text, cast("Sequence[Any]", given))
        return _run(connection, text, given)

    def __str__(self) -> str:
        """What is asked, without values."""
        return str(self._statement)

    def _compile(self, dialect: Dialect) -> _Made:
        compiled = cast("SQLCompiler", self._statement.compile(dialect=dialect))
        asked = dict.fromkeys(name for name, bind in compiled.binds.items() if bind.required)
        whole = compiled.construct_expanded_state(asked)  # lists are written out: IN (?, ?)
        writers = {**_writers(compiled, dialect), **whole.processors}
        written = {
            name: writers[name](value) if name in writers else value
            for name, value in whole.parameters.items()
            if name not in asked
        }
        made = _Made(
            whole.statement, whole.positiontup, {name: writers[name] for name in asked if name in writers}, written
        )
        self._compiled[dialect.name, dialect.paramstyle] = made
        return made


def _writers(compiled: SQLCompiler, dialect: Dialect) -> dict[str, _Writer]:
    types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
    return {name: write for name, kind in types.items() if (write := kind.bind_processor(dialect))}


def _run(connection: Connection, text: str, given: Any) -> Found:
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text, given)
    except connection.dialect.loaded_dbapi.Error as error:
        raise handled(connection, error, text, cursor) from None
    return cursor
