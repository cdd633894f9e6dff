"""Straight to the sqlite3 module."""

import sqlite3
import threading
from collections.abc import Sequence
from typing import Any, Self, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from app.kernel.db.failures import wrapped
from app.kernel.db.straight import Straight

# SQLite has one writer at a time. Threads that wait for each other here go on at once; those that SQLite turns away
# sleep for a while and ask again. Other processes still wait in SQLite, for as long as `busy_timeout`.
TURN = threading.RLock()
# Who has the turn writes through this: the way to the pool and back takes longer than a statement.
_WRITERS: WeakKeyDictionary[Engine, sqlite3.Connection] = WeakKeyDictionary()


class OnSQLite(Straight):
    """A transaction of one thread of this process at a time."""

    dialect = SQLiteDialect_pysqlite()

    def __enter__(self) -> Self:
        """Wait for one's turn, and begin."""
        TURN.acquire()
        try:
            return super().__enter__()
        except BaseException:
            TURN.release()
            raise

    def __exit__(self, *error: Any) -> None:
        """Keep all of it or nothing, and let the next one begin."""
        try:
            super().__exit__(*error)
        finally:
            TURN.release()

    def _take(self) -> None:
        self._driver = _writer(self._engine)
        if self._driver.in_transaction:
            raise RuntimeError("a short transaction inside another would keep the outer one half done")

    def _give_back(self) -> None:
        self._undo()

    def _ask(self, text: str, values: Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self._driver.execute(text, values)
        except sqlite3.Error as error:
            raise wrapped(self._engine, error, text) from None

    def _begin(self) -> None:
        self._ask("BEGIN IMMEDIATE", ())

    def _commit(self) -> None:
        self._ask("COMMIT", ())

    def _undo(self) -> None:
        try:
            if self._driver.in_transaction:
                self._driver.execute("ROLLBACK")
        except sqlite3.Error:  # closing ends it too, and the next one opens another
            _close_writer(self._engine)


def _writer(engine: Engine) -> sqlite3.Connection:
    """The connection that writes, which no session uses; opened as those of the pool are."""
    if engine not in _WRITERS:
        opened = engine.raw_connection()
        _WRITERS[engine] = cast("sqlite3.Connection", opened.driver_connection)
        opened.detach()
    return _WRITERS[engine]


def _close_writer(engine: Engine) -> None:
    """With the pool: the last that closes a database removes its WAL, so none may be left open when files are moved."""
    with TURN:
        if engine in _WRITERS:
            _WRITERS.pop(engine).close()


event.listen(Engine, "engine_disposed", _close_writer)
