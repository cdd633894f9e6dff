"""Straight to the sqlite3 module."""

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Self, cast

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from app.kernel.db.failures import wrapped
from app.kernel.db.straight import Straight

# SQLite has one writer at a time. Threads that wait for each other here go on at once; those that SQLite turns away
# sleep for a while and ask again. Other processes still wait in SQLite, for as long as `busy_timeout`.
TURN = threading.RLock()


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

    def _ask(self, text: str, values: Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self._driver.execute(text, values)
        except sqlite3.Error as error:
            raise wrapped(self._engine, error, text) from None

    def _begin(self) -> None:
        self._driver = cast("sqlite3.Connection", self._pooled.driver_connection)
        self._ask("BEGIN IMMEDIATE", ())

    def _commit(self) -> None:
        self._ask("COMMIT", ())

    def _undo(self) -> None:
        if self._driver.in_transaction:
            with suppress(sqlite3.Error):  # were this to fail, the pool finds the transaction and ends it
                self._driver.execute("ROLLBACK")
