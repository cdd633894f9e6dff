"""The same votes in the same order, kept as a plain design would: what the attacker must be able to link."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, text

from app.kernel import clock
from app.polls.service.receipts import nonce_hash
from tests import postgres
from tests.fault.attacker import Scene
from tests.fault.election import Election

TABLES = {
    "roll": "poll_id INTEGER, person_key VARCHAR(64), channel VARCHAR(8)",
    "ballot": "voted_at TIMESTAMP, poll_id INTEGER, nonce_hash VARCHAR(64), marks VARCHAR(99)",
    "event": "by_id INTEGER",
    "message": "recipient VARCHAR(20)",
    "device": "user_id INTEGER",
    "mixing": "poll_id INTEGER, ballot_count INTEGER",
}
CASTS = (
    "INSERT INTO roll (poll_id, person_key, channel) VALUES (:poll, :voter, 'online')",
    "INSERT INTO ballot (voted_at, poll_id, nonce_hash, marks) VALUES (:at, :poll, :ballot, '[1]')",
    "INSERT INTO event (by_id) VALUES (:user)",
    "INSERT INTO message (recipient) VALUES (:contact)",
    "INSERT INTO device (user_id) VALUES (:user)",
)


@contextmanager
def plain_design(election: Election, folder: Path) -> Iterator[tuple[Scene, dict[str, str]]]:
    """Rows with numbers and times, events that tell of them, and nonces made of the voter; with the truth."""
    known, name = election.scene, f"plain_{os.getpid()}"
    engine = create_engine(f"sqlite:///{folder / 'plain.db'}" if known.is_sqlite else _database(name))
    event.listen(engine, "connect", _keep_the_log)
    scene = Scene(engine, election.poll_id, known.voters, known.users, known.contacts)
    scene.known = {voter: [str(user)] for user, voter in known.users.items()}
    truth = {voter: nonce_hash(election.poll_id, str(user)) for user, voter in known.users.items()}
    with engine.connect() as kept_open:  # as a server does: else SQLite empties the log of writing
        kept_open.execute(text("SELECT 1"))
        kept_open.rollback()
        _fill(scene, truth)
        yield scene, truth
    engine.dispose()
    if not known.is_sqlite:
        postgres.ensure_cluster().drop_database(name)


def _keep_the_log(connection: Any, _record: Any) -> None:
    """SQLite begins its log anew after a thousand pages; here all of it is wanted."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA wal_autocheckpoint = 0")


def _database(name: str) -> str:
    return postgres.ensure_cluster().create_database(name).replace("postgresql://", "postgresql+psycopg://")


def _fill(scene: Scene, truth: dict[str, str]) -> None:
    with scene.engine.begin() as connection:
        _make_tables(connection, scene)
    user_of = {voter: user for user, voter in scene.users.items()}
    contact_of = {voter: contact for contact, voter in scene.contacts.items()}
    begun, roll, box = clock.now(), frozenset[str](), frozenset[str]()
    scene.snapshots.append((roll, box))
    for second, voter in enumerate(scene.voters):
        values = {
            "poll": scene.poll_id, "voter": voter, "ballot": truth[voter], "user": user_of[voter],
            "contact": contact_of[voter], "at": begun + timedelta(seconds=second),
        }  # fmt: skip
        with scene.engine.begin() as connection:
            for statement in CASTS:
                connection.execute(text(statement), values)
        roll, box = roll | {voter}, box | {truth[voter]}
        scene.snapshots.append((roll, box))
    places = {ballot: place for place, ballot in enumerate(sorted(truth.values()))}
    answers = [places[truth[voter]] for voter in scene.voters]
    scene.log = "\n".join(f"POST /polls/{scene.poll_id}/readback 200 {size} {size}ms" for size in answers)


def _make_tables(connection: Connection, scene: Scene) -> None:
    number = "INTEGER PRIMARY KEY AUTOINCREMENT" if scene.is_sqlite else "SERIAL PRIMARY KEY"
    for table, columns in TABLES.items():
        connection.execute(text(f"CREATE TABLE {table} (id {number}, {columns})"))
    if not scene.is_sqlite:  # there all is in one file, and the index would hide the order of the table
        connection.execute(text("CREATE UNIQUE INDEX ballot_nonce ON ballot (nonce_hash)"))
    connection.execute(text(f"INSERT INTO mixing (poll_id, ballot_count) VALUES ({scene.poll_id}, 0)"))
