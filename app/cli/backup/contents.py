"""What a database holds, asked in SQL that every revision since the first understands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class Contents:
    """The last migration, how many polls there are, and the ballots of each that was counted."""

    revision: str
    polls: int
    ballots: dict[str, int]


def contents_of(connection: Any) -> Contents:
    """The contents by a connection of the driver, sqlite3's or psycopg's."""
    counted = (
        "SELECT poll.id, count(ballot.poll_id) FROM poll LEFT JOIN ballot ON ballot.poll_id = poll.id "
        "WHERE poll.state IN ('closed', 'certified') GROUP BY poll.id ORDER BY poll.id"
    )
    return Contents(
        revision=connection.execute("SELECT version_num FROM alembic_version").fetchone()[0],
        polls=connection.execute("SELECT count(*) FROM poll").fetchone()[0],
        ballots={str(number): count for number, count in connection.execute(counted).fetchall()},
    )


Check = Callable[[Contents], None]


class Place(Protocol):
    """A database to back up and to restore."""

    kind: str
    can_be_moved_aside: bool

    def is_empty(self) -> bool:
        """Whether there is no table."""

    def copy(self, to: Path, *, at: datetime) -> Contents:
        """Copy what is there at one moment, while others write, to a new file."""

    def folder(self) -> Path | None:
        """Where the copy must lie to be put in place; None where that is no matter."""

    def fill(self, part: Path, check: Check, *, aside: str) -> Path | None:
        """Put the copy in place, wholly or not at all; where the old database was moved, if there was one."""
