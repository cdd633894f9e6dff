"""Sealing: after closing, the files are rewritten so that nothing in them tells the order of casting.

SQLite: rows lie in the order of their keys already, but the write-ahead log holds the pages as they were at each
ballot, and the pages of the file are laid out as they filled. So the file is written anew (`VACUUM`; deleted bytes
were overwritten before, `secure_delete`) and the log cut to nothing. PostgreSQL: the rows that mixing deleted stay in
the file until it is written anew, in the order of the keys (`CLUSTER`, in `golmok_seal`, which needs no owner as caller
and, unlike VACUUM FULL, runs in a transaction).

VACUUM holds off all who write. Measured on two slow cores: 0.06 s for 100,000 ballots (9 MB), 0.7 s for a million
(87 MB), and the disk needs room for the file twice more. Voters wait up to 10 s (`busy_timeout`), so a file above
LARGEST_BESIDE_VOTING is sealed only when no box is open.

CLUSTER holds off every voter of every poll while it writes a table. Measured on the same machine under heavy load from
others: 1.6 s for 100,000 ballots (10 MB), 23 s for a million (104 MB).

Not reached from here: what another role than Golmok's still sees in PostgreSQL (without `pg_read_all_stats` a role does
not learn how far others look back), the write-ahead log of PostgreSQL until the server reuses it, copies made outside.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from app.kernel.db import PRAGMAS, insert_if_new, session, transaction
from app.polls.models import Poll, RollEntry, Sealing
from app.polls.states import PollState

LARGEST_BESIDE_VOTING = 500_000_000  # bytes
PATIENCE = "1000"  # milliseconds that sealing waits for others, who would wait for it in turn
_PRIMARY = 0xFF  # the part of an error code of SQLite that says which kind
_ENDED = (PollState.COUNTING, PollState.CLOSED, PollState.CERTIFIED, PollState.VOID)
# Somebody who began before the last mixing may still see the rows it deleted, and CLUSTER keeps those: for every reader
# of this database, and for its own snapshot, which looks back to the oldest writer of any database of the server.
_LOOKS_BACK = text(
    "SELECT EXISTS (SELECT FROM (SELECT greatest(age(backend_xmin), age(backend_xid)) AS back FROM pg_stat_activity "
    "WHERE pid <> pg_backend_pid() AND datname = current_database() "
    "UNION ALL SELECT age(pg_snapshot_xmin(pg_current_snapshot())::xid)) AS looking WHERE back >= "
    "(SELECT min(age(xmin)) FROM ("
    "SELECT xmin FROM ballot WHERE poll_id = ANY(:polls) UNION ALL SELECT xmin FROM roll WHERE poll_id = ANY(:polls)"
    ") AS rewritten))"
)
_SEAL = text("SELECT golmok_seal(:which)")


def seal_ended(*, at: datetime) -> int:
    """Rewrite the files if a box has ended since the last time; how many were sealed, 0 where the database is busy.

    Starts transactions of its own; call it outside one. Twice, or by two workers at once, does no harm.
    """
    polls = unsealed()
    if not polls or not _rewritten(polls):
        return 0
    with transaction():
        return sum(insert_if_new(Sealing, poll_id=poll_id, sealed_at=at) for poll_id in polls)


def unsealed() -> Sequence[int]:
    """The numbers of the polls that were opened and have ended, whose files were not rewritten yet."""
    sealed = select(Sealing.poll_id)
    opened = select(RollEntry.poll_id).where(RollEntry.poll_id == Poll.id).exists()
    wanted = select(Poll.id).where(Poll.state.in_(_ENDED), Poll.id.not_in(sealed), opened)
    return session().scalars(wanted.order_by(Poll.id)).all()


def _rewritten(polls: Sequence[int]) -> bool:
    """Whether nothing of the old files is left."""
    if session().connection().dialect.name == "postgresql":
        return _clustered(polls)
    return _vacuumed()


def _clustered(polls: Sequence[int]) -> bool:
    with transaction() as current:
        if current.scalar(_LOOKS_BACK, {"polls": list(polls)}):
            return False
    try:
        for which in ("roll", "ballot"):
            with transaction() as current:
                current.execute(_SEAL, {"which": which})
    except OperationalError:  # somebody reads for longer than PATIENCE, a backup for example
        return False
    return True


def _vacuumed() -> bool:
    file = str(session().connection().engine.url.database)
    voting = session().scalar(select(Poll.id).where(Poll.state == PollState.OPEN).limit(1)) is not None
    session().rollback()  # a reader keeps the log from being cut, this one too
    if voting and Path(file).stat().st_size > LARGEST_BESIDE_VOTING:
        return False
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for name, value in {**PRAGMAS, "busy_timeout": PATIENCE}.items():
            connection.execute(f"PRAGMA {name}={value}")
        try:
            if not _log_cut(connection):
                return False
            connection.execute("VACUUM")
            return _log_cut(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY == sqlite3.SQLITE_BUSY:
                return False
            raise


def _log_cut(connection: sqlite3.Connection) -> bool:
    busy, _pages, _moved = cast(
        "tuple[int, int, int]", connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    )
    return not busy
