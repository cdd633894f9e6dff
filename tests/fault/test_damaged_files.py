"""A byte that the disk gets wrong in the files of the database: what was fixed of a poll is unchanged, or it is told.

SQLite keeps no checksums: there the program's own fingerprints must tell, or SQLite that a page makes no sense.
PostgreSQL is asked as the manual wants it, with a checksum on every page.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from flask import Flask
from sqlalchemy import inspect

from app import create_app
from app.kernel import ledger
from app.kernel.db import db, session
from app.kernel.security import public_key
from app.polls import queries
from app.polls.service.invariants import breaches
from config import TestConfig
from tests import postgres
from tests.conftest import rows
from tests.factories import polls
from tests.fault.sizes import size
from tests.records.records import record_of, the_verifier

pytestmark = pytest.mark.fault
FLIPS = {"sqlite": size(16, 300), "postgresql": size(6, 300)}  # where a copy of all files is made for each
BALLOTS = 30  # so many that the record tells marks and count
PAGE = {"sqlite": 4096, "postgresql": 8192}
OF_THE_POLL = ("poll", "option", "roll", "ballot", "tally", "ledger")
HASH = re.compile(rb"[0-9a-f]{64}")
READING, UNCHANGED, ELSEWHERE = "by reading", "nothing changed", "what nothing fixes has changed"
verify = the_verifier()


class Kept:
    """A counted poll as it was before the damage, and what somebody has kept of it: a letter's fingerprint."""

    def __init__(self, poll_id: int) -> None:
        self.poll_id = poll_id
        (code,) = ledger.heads().values()
        self.wanted = SimpleNamespace(key=public_key(), checkpoint=[code], cosigner=[], pairing=None)
        self.fixed, self.all = self._now()

    def _now(self) -> tuple[bytes, dict[str, list[str]]]:
        """What is fixed, as its record says it; every row of every table."""
        tables = inspect(session().connection()).get_table_names()
        return record_of(queries.poll(self.poll_id)), {table: sorted(map(str, rows(table))) for table in tables}

    def told(self) -> str:
        """Who tells of a change; or that nothing has changed that was fixed. AssertionError for a silent change."""
        db.session.remove()
        db.engine.dispose()
        try:
            return self._asked()
        finally:
            db.session.remove()
            db.engine.dispose()

    def _asked(self) -> str:
        try:
            fixed, everything = self._now()
            is_breached = list(breaches(queries.poll(self.poll_id))) or any(map(ledger.first_broken, ledger.heads()))
            is_sound = _is_sound()
        except Exception:  # noqa: BLE001 - whatever it is, nobody takes an error for a result
            return READING
        if is_breached:
            return "by reconciliation"
        if fixed != self.fixed:
            faults = verify.faults(fixed) or verify.answers(verify.Record(fixed), self.wanted)
            assert faults, "the record has changed, and nobody tells"
            return "by verify.py"
        if not is_sound:
            return "by SQLite's integrity check"
        changed = sorted(table for table, held in everything.items() if held != self.all[table])
        return f"{ELSEWHERE} ({', '.join(changed)})" if changed else UNCHANGED


def _is_sound() -> bool:
    """What SQLite says of its own file."""
    connection = session().connection()
    return connection.dialect.name != "sqlite" or (
        connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
    )


def a_counted_poll() -> int:
    return polls.a_counted_poll([[1 + number % 3] for number in range(BALLOTS)], choices=3).id


def flipped(path: Path, place: int) -> None:
    """Turn some bits of one byte of the file."""
    with path.open("r+b") as file:
        file.seek(place)
        was = file.read(1)[0]
        file.seek(place)
        file.write(bytes([was ^ random.randint(1, 255)]))


def in_words(found: Counter[str]) -> str:
    return f"{found.total()} bytes turned: " + ", ".join(f"{count} {who}" for who, count in found.most_common())


@pytest.mark.sqlite_only
def test_a_byte_turned_in_the_file_of_sqlite_changes_nothing_of_a_poll_or_is_told(app, database, figure):
    """Half of them anywhere in the file, half in the pages of box, roll and ledger."""
    if database != "sqlite":
        pytest.skip("SQLite only")
    kept = Kept(a_counted_poll())
    assert kept.told() == UNCHANGED
    path = Path(db.engine.url.database)
    whole = emptied_into(path)
    filled = [
        at for at in range(0, len(whole), PAGE[database]) if len(HASH.findall(whole, at, at + PAGE[database])) > 2
    ]
    found: Counter[str] = Counter()
    for number in range(FLIPS[database]):
        anywhere = random.randrange(len(whole))
        flipped(path, anywhere if number % 2 else random.choice(filled) + random.randrange(PAGE[database]))
        found[kept.told()] += 1
        for beside in ("-wal", "-shm"):
            Path(f"{path}{beside}").unlink(missing_ok=True)
        path.write_bytes(whole)
    assert kept.told() == UNCHANGED
    figure("damage", in_words(found))
    assert found["by reconciliation"] + found[READING], "no byte of the poll was met"


def emptied_into(path: Path) -> bytes:
    """The file of the database, and nothing left in its log."""
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    db.engine.dispose()
    return path.read_bytes()


class Copies:
    """A PostgreSQL with checksums, a database with a counted poll, and fresh copies of its files to damage."""

    def __init__(self, cluster: postgres.Cluster) -> None:
        self.cluster = cluster
        self.whole = program(cluster.create_database("whole"))
        self.damaged = program(cluster.url("damaged"))
        with self.whole.app_context():
            db.create_all()
            self.kept = Kept(a_counted_poll())
            db.session.remove()
            db.engine.dispose()

    def copy(self) -> None:
        """File by file, past the server's memory, so that every page is read from the disk when it is asked."""
        self.cluster.drop_database("damaged")
        with psycopg.connect(self.cluster._conninfo("postgres"), autocommit=True) as connection:
            by_files = "STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""
            connection.execute(f"CREATE DATABASE damaged TEMPLATE whole {by_files}")

    def pages(self) -> list[tuple[Path, int]]:
        """Where each page of the poll's tables, and of their long values, begins."""
        heaps = (
            "SELECT pg_relation_filepath(one), pg_relation_size(one) FROM pg_class, "
            "LATERAL (VALUES (pg_class.oid), (nullif(reltoastrelid, 0))) AS of_table (one) "
            "WHERE relname = ANY(%s) AND relkind = 'r' AND one IS NOT NULL"
        )
        with psycopg.connect(self.cluster._conninfo("damaged")) as connection:
            files = connection.execute(heaps, [list(OF_THE_POLL)]).fetchall()
        folder = self.cluster.folder / "data"
        return [(folder / path, at) for path, length in files for at in range(0, length, PAGE["postgresql"])]

    def told(self) -> str:
        """What is told of the damaged copy."""
        with self.damaged.app_context():
            return self.kept.told()


def program(address: str) -> Flask:
    return create_app(type("Settings", (TestConfig,), {"SQLALCHEMY_DATABASE_URI": address}))


@pytest.fixture
def copies(database: str) -> Iterator[Copies]:
    if database != "postgresql":
        pytest.skip("PostgreSQL only")
    cluster = postgres.Cluster.start(durable=False, checksums=True)
    try:
        yield Copies(cluster)
    finally:
        cluster.stop()


@pytest.mark.postgresql_only
def test_a_byte_turned_in_a_page_of_postgresql_with_checksums_is_told_by_reading_it(copies, figure):
    copies.copy()
    assert copies.told() == UNCHANGED
    found: Counter[str] = Counter()
    for _flip in range(FLIPS["postgresql"]):
        copies.copy()
        path, at = random.choice(copies.pages())
        flipped(path, at + random.randrange(PAGE["postgresql"]))
        found[copies.told()] += 1
    figure("damage", in_words(found))
    assert found == {READING: FLIPS["postgresql"]}
