"""Backup and restore of an SQLite database.

Never a copy of the file: what was acknowledged last stands in the write-ahead log beside it, and a plain copy loses it.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from app.cli.backup.archive import Refused, sync_folder
from app.cli.backup.contents import Check, Contents, contents_of


class OnSqlite:
    """The database in a file."""

    kind = "sqlite"
    can_be_moved_aside = True

    def __init__(self, url: URL) -> None:
        self.file = Path(str(url.database))

    def is_empty(self) -> bool:
        """Whether there is no table; a file that is not there is empty."""
        if not self.file.exists():
            return True
        with closing(sqlite3.connect(self.file)) as connection:
            return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]

    def copy(self, to: Path, *, at: datetime) -> Contents:  # noqa: ARG002 - only PostgreSQL notes when it was mixed
        """Copy the database as it is at one moment while others write; the copy's pages tell no order of writing."""
        to.touch(0o600)
        with closing(sqlite3.connect(self.file)) as source, closing(_connected(to)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            target.execute("VACUUM")
            return contents_of(target)

    def folder(self) -> Path:
        """Where a copy must lie so that one rename makes it the database."""
        return self.file.parent

    def fill(self, part: Path, check: Check, *, aside: str) -> Path | None:
        """Make the copy the database once it is checked; where the old one is now. Raises Refused while it is used."""
        with closing(_connected(part)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise Refused("백업의 데이터베이스가 깨졌습니다. · The database of the backup is corrupt.")
            check(contents_of(connection))
        old = None if self.is_empty() else self._moved(aside)
        for ending in ("-wal", "-shm"):
            Path(f"{self.file}{ending}").unlink(missing_ok=True)
        part.replace(self.file)
        sync_folder(self.file.parent)
        return old

    def _moved(self, aside: str) -> Path:
        try:
            with closing(_connected(self.file)) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")  # its log goes into the file, if nobody else has it
        except sqlite3.OperationalError as error:
            raise Refused(
                "데이터베이스를 누가 쓰고 있습니다. 서버와 일꾼(flask work)을 먼저 끄세요. · "
                "Somebody uses the database: stop the server and the worker (flask work) first."
            ) from error
        return self.file.rename(self.file.with_name(f"{self.file.name}.{aside}"))


def _connected(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=1, isolation_level=None)
