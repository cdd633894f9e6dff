"""Straight to libpq.

A cursor of psycopg lets go of the interpreter about eight times for each statement, and each time the other threads of
the web server wake up to see whether it is theirs. libpq lets go once, for as long as the database is at work.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, cast

from psycopg import Connection as Driver
from psycopg import abc, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState

from app.kernel.db.failures import handled, wrapped
from app.kernel.db.straight import Straight
from app.kernel.db.straight.statements import Statements, as_lost, done

_NUMBERED = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]  # $1, $2: the server's own


class Rows:
    """What a statement found or changed."""

    def __init__(self, result: PGresult, reader: abc.Transformer) -> None:
        """The reader makes Python's types of the server's."""
        self.rowcount = result.command_tuples or 0
        self._left = iter(range(result.ntuples))
        self._reader = reader
        reader.set_pgresult(result)

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row as a tuple; None after the last."""
        row = next(self._left, None)
        return None if row is None else self._reader.load_row(row, tuple)


class OnPostgreSQL(Straight):
    """A transaction through libpq, of statements that the server prepares once for a connection."""

    dialect = _NUMBERED

    def _ask(self, text: str, values: Sequence[Any]) -> Rows:
        reader = Transformer(self._driver)
        try:
            given = cast("list[bytes]", reader.dump_sequence(values, [PyFormat.TEXT] * len(values)))
            result = done(self._server.exec_prepared(self._statements.name(self._server, text.encode()), given))
        except errors.Error as error:
            raise self._failure(error, text) from None
        return Rows(result, reader)

    def _take(self) -> None:
        self._pooled = self._engine.raw_connection()

    def _give_back(self) -> None:
        try:
            if self._pooled.is_valid:
                self._undo()
        finally:
            self._pooled.close()

    def _begin(self) -> None:
        self._driver = cast("Driver[Any]", self._pooled.driver_connection)
        self._server = self._driver.pgconn
        self._statements = Statements.of(self._pooled.info)
        self._tell(b"BEGIN READ WRITE")  # a connection that a request has read by refuses to write otherwise

    def _commit(self) -> None:
        self._tell(b"COMMIT")

    def _undo(self) -> None:
        if self._server.transaction_status != TransactionStatus.IDLE:
            with suppress(errors.Error):  # were this to fail, the pool finds the transaction and gives it up
                self._server.exec_(b"ROLLBACK")

    def _tell(self, command: bytes) -> None:
        try:
            result = done(self._server.exec_(command))
            # a COMMIT of what has failed before is answered by "ROLLBACK", which is no error to libpq
            if result.command_status != command.partition(b" ")[0]:
                raise errors.InFailedSqlTransaction("nothing was kept")
        except errors.Error as error:
            raise self._failure(error, command.decode()) from None

    def _failure(self, error: errors.Error, text: str) -> Exception:
        Statements.of(self._pooled.info).forget()
        if self._server.status == ConnStatus.OK:
            return wrapped(self._engine, error, text)
        return handled(Connection(self._engine, self._pooled), as_lost(error, self._server), text)


def _forget(driver: object, info: dict[str, Any]) -> None:
    """At a ROLLBACK that it sends psycopg frees every statement that was prepared, its own and ours."""
    if isinstance(driver, Driver) and driver.pgconn.transaction_status != TransactionStatus.IDLE:
        Statements.of(info).forget()


def _forget_at_rollback(connection: Connection, *_: object) -> None:
    if not connection.closed and not connection.invalidated:
        _forget(connection.connection.driver_connection, cast("dict[str, Any]", connection.info))


def _forget_at_reset(connection: DBAPIConnection, entry: ConnectionPoolEntry, _state: PoolResetState) -> None:
    _forget(connection, cast("dict[str, Any]", entry.info))


event.listen(Engine, "rollback", _forget_at_rollback)
event.listen(Engine, "rollback_savepoint", _forget_at_rollback)
event.listen(Engine, "reset", _forget_at_reset)
