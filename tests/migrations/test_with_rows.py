"""Every migration, forward and back, over a database that holds rows: nothing is lost, and everything still guards."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, Table, text

from app.kernel.db import db
from tests.migrations import filling, rights

Rows = dict[str, list[tuple[Any, ...]]]
ROOT = Path(__file__).resolve().parents[2]
REVISIONS = [script.revision for script in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()][::-1]


SHAPE = {
    "sqlite": ("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",),
    "postgresql": (
        "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
        "WHERE table_schema = 'public'",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
        "SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'golmok%'",
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    ),
}


def shape(connection: Connection) -> set[str]:
    """Every table, column, index, constraint, trigger and function, as the database tells it."""
    questions = SHAPE[connection.dialect.name]
    return {str(tuple(row)) for question in questions for row in connection.execute(text(question))}


def shape_now() -> set[str]:
    with db.engine.connect() as connection:
        return shape(connection)


def kept(tables: list[Table]) -> Rows:
    with db.engine.connect() as connection:
        return filling.rows(connection, tables)


def filled() -> tuple[list[Table], Rows]:
    with db.engine.begin() as connection:
        return filling.fill(connection)


class Rights:
    """Those of the restricted role, as the script gives them on PostgreSQL; none on SQLite."""

    def __init__(self) -> None:
        with db.engine.begin() as connection:
            self.role = f"{db.engine.url.database}_app" if connection.dialect.name == "postgresql" else None
            self.declared = rights.declared(connection, self.role) if self.role else {}

    def now(self) -> dict[str, Any]:
        """Who may do what with each thing that is there."""
        if self.role is None:
            return {}
        with db.engine.connect() as connection:
            return rights.told(connection)

    def given(self) -> dict[str, Any]:
        """The same once the rights of the script are given, as far as there is what it names."""
        if self.role is not None:
            with db.engine.begin() as connection:
                rights.give(connection, self.declared, self.role)
        return self.now()

    def lost(self, given: dict[str, Any]) -> set[str]:
        """What is still there and not as it was given."""
        now = self.now()
        return {thing for thing in given.keys() & now.keys() if now[thing] != given[thing]}


def test_rows_guards_and_rights_survive_every_migration_forward_and_back(empty_app: Flask) -> None:
    shapes = {}
    for revision in REVISIONS:
        upgrade(revision=revision)
        shapes[revision] = shape_now()
    script = Rights()
    downgrade(revision="base")
    for before, revision in pairwise(REVISIONS):
        upgrade(revision=before)
        given = script.given()
        tables, rows = filled()
        assert all(len(rows[table.name]) >= filling.ROWS for table in tables)  # more where a migration puts rows in
        for go, to in ((upgrade, revision), (downgrade, before), (upgrade, revision)):
            go(revision=to)
            assert kept(tables) == rows, f"{before} → {revision}: rows"
            assert shape_now() == shapes[to], f"{before} → {revision}: guards"
            assert script.lost(given) == set(), f"{before} → {revision}: rights"
    tables, rows = filled()
    assert {"ballot", "roll", "tally", "event"} <= {name for name in rows if len(rows[name]) == filling.ROWS}


def test_a_migration_that_loses_a_row_or_a_trigger_is_seen(empty_app: Flask) -> None:
    upgrade()
    tables, rows = filled()
    before = shape_now()
    on = "" if db.engine.dialect.name == "sqlite" else " ON ballot"
    with db.engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER ballot_delete_refused{on}"))
        connection.execute(text("DELETE FROM ballot WHERE nonce_hash = (SELECT min(nonce_hash) FROM ballot)"))
    assert len(before - shape_now()) == 1
    assert kept(tables) != rows


@pytest.mark.postgresql_only
def test_a_migration_that_loses_a_right_is_seen(empty_app: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("PostgreSQL only")
    upgrade()
    script = Rights()
    as_written = script.now()
    given = script.given()
    assert given == as_written
    assert script.lost(given) == set()
    with db.engine.begin() as connection:
        connection.execute(text(f"REVOKE UPDATE (channel) ON roll FROM {script.role}"))
        connection.execute(text(f"REVOKE DELETE ON option FROM {script.role}"))
        connection.execute(text(f"REVOKE USAGE ON SEQUENCE poll_id_seq FROM {script.role}"))
        connection.execute(text("GRANT EXECUTE ON FUNCTION golmok_mix(integer) TO PUBLIC"))
    assert script.lost(given) == {"roll", "option", "poll_id_seq", "golmok_mix(integer)"}
