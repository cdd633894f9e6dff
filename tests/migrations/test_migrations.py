"""The migrations make what the models say, and leave nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, inspect, text

from app import create_app
from app.kernel import ledger
from app.kernel.db import Model, db
from app.kernel.db.growing import trigger_names
from app.polls.models import ddl
from app.records import models as records
from config import TestConfig
from tests import postgres


def _address(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.config.getoption("--database") == "sqlite":
        return f"sqlite:///{folder / 'migrated.db'}"
    cluster, name = postgres.ensure_cluster(), f"migrated_{folder.name.replace('-', '_')}"
    cluster.create_database(name)
    return cluster.url(name).replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without a single table."""

    class Settings(TestConfig):
        SQLALCHEMY_DATABASE_URI = _address(request, tmp_path)

    app = create_app(Settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _triggers(connection: Connection) -> set[str]:
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.dialect.name]
    return set(connection.execute(text(question)).scalars())


def test_the_migrations_make_what_the_models_say(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Model.metadata) == []


def test_the_migrations_make_every_trigger(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        dialect = connection.dialect.name
        growing = (ledger.TRIGGERS, *records.TRIGGERS.values())
        named = set().union(*(trigger_names(statements, dialect) for statements in growing))
        assert _triggers(connection) == ddl.trigger_names(dialect) | named


def test_the_sql_of_the_triggers_is_that_of_the_models(empty_app: Flask, app: Flask) -> None:
    """A trigger changed in the models needs a migration: their texts in a migrated and a created database agree."""
    with app.app_context(), db.engine.connect() as connection:
        created = _bodies(connection)
    with empty_app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            assert _bodies(connection) == created


def _bodies(connection: Connection) -> dict[str, str]:
    question = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal UNION ALL "
        "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'golmok%'",
    }[connection.dialect.name]
    return {row[0]: row[1] for row in connection.execute(text(question))}


def test_roll_and_ballot_have_no_hidden_row_numbers_on_sqlite(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("only SQLite has row numbers that a table can do without")
        for table in ("roll", "ballot"):
            made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table})
            assert "WITHOUT ROWID" in made.scalar_one()


def test_going_back_leaves_no_table(empty_app: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
