"""The migrations make what the models say, and leave nothing behind."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, inspect, text

from app.kernel.db import Model, db
from tests.guards import every_trigger


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
        assert _triggers(connection) == every_trigger(dialect)


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
