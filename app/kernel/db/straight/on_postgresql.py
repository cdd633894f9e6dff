"""Straight to libpq.

A cursor of psycopg lets go of the interpreter about ten times for each statement, and each time the other threads of
the web server wake up to see whether it is theirs. libpq lets go once, for as long as the database is at work.
"""

from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from typing import Any, cast

from psycopg import Connection as Driver
from psycopg import abc, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from app.kernel.db.failures import known, worded
from app.kernel.db.straight import Straight

_NUMBERED = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]  # $1, $2: the server's own
_NAMES = "statements prepared by us"  # kept with the connection: each text, and its name there
_NUMBERS = count(1)


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

    def ask(self, text: str, values: Sequence[Any]) -> Rows:
        """Run a statement, which is prepared when the connection meets it for the first time."""
        reader = Transformer(self._driver)
        given = cast("list[bytes]", reader.dump_sequence(values, [PyFormat.TEXT] * len(values)))
        result = self._server.exec_prepared(self._name(text), given)
        if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            raise self._failure(result, text)
        return Rows(result, reader)

    def _name(self, text: str) -> bytes:
        names: dict[str, bytes] = self._line.info.setdefault(_NAMES, {})
        if text not in names:
            name = f"golmok_{next(_NUMBERS)}".encode()
            result = self._server.prepare(name, text.encode())
            if result.status != ExecStatus.COMMAND_OK:
                raise self._failure(result, text)
            names[text] = name
        return names[text]

    def _begin(self) -> None:
        self._driver = cast("Driver[Any]", self._line.driver_connection)
        self._server = self._driver.pgconn
        self._tell(b"BEGIN READ WRITE")  # a connection that a request has read by refuses to write otherwise

    def _commit(self) -> None:
        self._tell(b"COMMIT")

    def _undo(self) -> None:
        if self._server.transaction_status != TransactionStatus.IDLE:
            with suppress(errors.Error):  # were this to fail, the pool finds the transaction and gives it up
                self._server.exec_(b"ROLLBACK")

    def _tell(self, command: bytes) -> None:
        result = self._server.exec_(command)
        # a COMMIT of what has failed before is answered by "ROLLBACK", which is no error to libpq
        if result.command_status != command.partition(b" ")[0]:
            raise self._failure(result, command.decode())

    def _failure(self, result: PGresult, text: str) -> Exception:
        """The server may know none of the statements by now: the next transaction prepares them anew."""
        self._line.info.pop(_NAMES, None)
        if self._server.status != ConnStatus.OK:
            line = Connection(self._engine, self._line)
            return known(line, errors.OperationalError(result.get_error_message()), text)
        if result.status == ExecStatus.COMMAND_OK:
            return worded(self._engine, errors.InFailedSqlTransaction("nothing was kept"), text)
        return worded(self._engine, errors.error_from_result(result), text)


def _forget(connection: Connection, *_: object) -> None:
    """At a ROLLBACK that it sees psycopg frees every statement that was prepared, its own and ours."""
    if not connection.closed and not connection.invalidated:
        connection.info.pop(_NAMES, None)


event.listen(Engine, "rollback", _forget)
event.listen(Engine, "rollback_savepoint", _forget)
