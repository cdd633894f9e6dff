"""Sessions and transactions, and what each database needs to be told for them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any, TypeVar, cast

import psycopg
from flask import has_request_context
from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState

from app.kernel.db.failures import handled
from app.kernel.db.repeated import RepeatedJson
from app.kernel.db.straight import Straight
from app.kernel.db.straight.on_postgresql import OnPostgreSQL
from app.kernel.db.straight.on_sqlite import TURN, OnSQLite
from app.kernel.db.straight.reading import ReadingCursor
from app.kernel.db.straight.statements import Statements
from app.kernel.db.tables import Model, db

T = TypeVar("T")
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",  # WAL with NORMAL loses acknowledged rows at a power cut
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "secure_delete": "ON",
    "busy_timeout": "10000",
}


def session() -> Session:
    """The session of this request, job or command."""
    return cast(Session, db.session())


@contextmanager
def transaction() -> Iterator[Session]:
    """Do one thing wholly or not at all; beside `short_transaction` the only place that commits what was changed.

    What was read before is let go first, so that on SQLite the transaction can start as a writer
    (BEGIN IMMEDIATE) and waits its turn instead of failing half-way with "database is locked".
    Raises RuntimeError inside another one, which would be kept half done.
    """
    current = session()
    if current.in_transaction():
        if current.connection().get_execution_options().get("writes"):
            raise RuntimeError("a transaction inside another would keep the outer one half done")
        _end(current)
    with TURN if current.get_bind().dialect.name == "sqlite" else nullcontext():
        current.connection(execution_options={"writes": True})
        try:
            yield current
            _end(current)
        except BaseException:
            current.rollback()
            raise


def begin_long_read() -> Session:
    """The session in a transaction that only reads: what a cursor of the server hands over row by row needs one."""
    current = session()
    if current.in_transaction():
        _end(current)
    current.connection(execution_options={"streams": True})
    return current


def short_transaction() -> Straight:
    """As `transaction`, for prepared statements alone, which go straight to the driver.

    A session's begin and end take longer than those of a ballot. The request should have read nothing yet: on
    PostgreSQL its session would keep a connection beside this one, on SQLite it would read what was before.
    """
    engine = db.engine
    return OnPostgreSQL(engine) if engine.dialect.name == "postgresql" else OnSQLite(engine)


def _end(current: Session) -> None:
    current.commit()


def insert_if_new(model: type[Model], **values: Any) -> bool:
    """Put the row in unless its unique key is there already, also when two try at once; whether it was put in."""
    current = session()
    inserts: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    table = cast("Table", model.__table__)
    row = inserts[current.connection().dialect.name](table).values(**values).on_conflict_do_nothing()
    # the row itself answers: psycopg says nothing of how many rows an insert has put in
    return current.execute(row.returning(*table.primary_key)).first() is not None


def kept_once(thing: T, find: Callable[[], T | None]) -> tuple[T, bool]:
    """Keep the new thing, or give the one that `find` says was kept before under its unique key; whether it is new.

    A form that was sent twice leaves one thing: when both come at once, the key refuses the second.
    """
    current = session()
    twin = find()
    if twin is not None:
        return twin, False
    try:
        with current.begin_nested():
            current.add(thing)
            current.flush()
    except IntegrityError:
        twin = find()
        if twin is None:
            raise
        return twin, False
    return thing, True


def _set_up(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, psycopg.Connection):
        connection.adapters.register_loader("json", RepeatedJson)
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # SQLAlchemy's begin event below says BEGIN, not the driver
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")


def _begin(connection: Connection) -> None:
    try:
        _begin_in_its_way(connection)
    except connection.dialect.loaded_dbapi.Error as error:  # what fails in an event is not made SQLAlchemy's own
        raise handled(connection, error, "BEGIN") from None


def _begin_in_its_way(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        # straight to the driver: every request begins once or twice, and SQLAlchemy's way takes ten times as long
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        return
    only_reads = has_request_context() and not writes
    options = connection.get_execution_options()
    if only_reads and not options.get("streams"):
        _read_without_transaction(connection, driver)
        return
    driver.cursor_factory = psycopg.Cursor
    if "isolation_level" not in options:
        _begin_as(driver, only_reads)


def _begin_as(driver: Any, only_reads: bool) -> None:
    if driver.autocommit:
        driver.autocommit = False
    if driver.read_only != only_reads:
        driver.read_only = only_reads


def _read_without_transaction(connection: Connection, driver: Any) -> None:
    """Each statement alone: no journey for BEGIN, none for an end, planned once; and none of them can write."""
    if not driver.autocommit:
        driver.autocommit = True
    if not connection.info.get("reads"):
        driver.execute("SET default_transaction_read_only = on")
        driver.execute("SET plan_cache_mode = force_generic_plan")
        connection.info["reads"] = True
    driver.cursor_factory = ReadingCursor.by(Statements.of(connection.info))


def _rollback(connection: Connection) -> None:
    """End by COMMIT what could only read: at a ROLLBACK psycopg forgets every statement that it has prepared."""
    if connection.dialect.name == "sqlite" or connection.closed or connection.invalidated:
        return
    driver: Any = connection.connection.driver_connection
    if driver.read_only:
        with suppress(connection.dialect.loaded_dbapi.Error):  # a dead connection is found by the rollback after this
            driver.commit()


def _give_back(driver: DBAPIConnection, _entry: ConnectionPoolEntry, _state: PoolResetState) -> None:
    """Whoever asks next may have made a cursor before it begins, as SQLAlchemy does where nobody has begun."""
    if isinstance(driver, psycopg.Connection):
        driver.cursor_factory = psycopg.Cursor


event.listen(Engine, "connect", _set_up)
event.listen(Engine, "begin", _begin)
event.listen(Engine, "rollback", _rollback)
event.listen(Engine, "reset", _give_back)
