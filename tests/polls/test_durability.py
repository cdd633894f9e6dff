"""What the program asks of its database before it takes a ballot: each weak setting is named and refused."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask, current_app
from sqlalchemy import text

from app import create_app
from app.kernel.db import db, session
from app.polls.service import durability
from config import TestConfig
from tests import postgres

SAMPLED = 200  # connections
WEAK_ON_SQLITE = [
    ("journal_mode", "DELETE"),
    ("synchronous", "NORMAL"),
    ("foreign_keys", "OFF"),
    ("recursive_triggers", "OFF"),
    ("secure_delete", "OFF"),
    ("secure_delete", "FAST"),
]
WEAK_ON_POSTGRESQL = [
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("synchronous_commit", "off"),
    ("synchronous_commit", "local"),
    ("synchronous_commit", "remote_write"),
]


@pytest.fixture
def _sqlite_alone(database):
    if database != "sqlite":
        pytest.skip("SQLite only")


@pytest.fixture
def on_sqlite(_sqlite_alone, app):
    """The program of the other tests."""


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("on_sqlite")
@pytest.mark.parametrize(("setting", "value"), WEAK_ON_SQLITE)
def test_each_weakened_setting_of_sqlite_is_named_and_refused(setting, value):
    durability.refuse_unless_durable()
    session().rollback()
    raw = session().connection().connection.driver_connection
    session().rollback()
    raw.execute(f"PRAGMA {setting}={value}")
    with pytest.raises(durability.NotDurable, match=f"{setting} = .*{setting}"):
        durability.refuse_unless_durable()
    session().rollback()
    db.engine.dispose()


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("on_sqlite")
def test_two_hundred_connections_of_the_pool_keep_their_word():
    """As many at once as the pool gives, and then others: no connection is asked twice."""
    given = current_app.config["SQLALCHEMY_ENGINE_OPTIONS"]
    at_once = given["pool_size"] + given["max_overflow"]
    asked = []
    while len(asked) < SAMPLED:
        opened = [db.engine.connect() for _ in range(at_once)]
        for connection in opened:
            asked.append(connection.connection.driver_connection)
            found = durability.settings(connection)
            assert all(found[name] in wanted for name, wanted in durability._SQLITE.items()), found
        for connection in opened:
            connection.close()
        db.engine.dispose()
    assert len(set(map(id, asked))) == len(asked) >= SAMPLED


@pytest.fixture(scope="module")
def cluster(database: str) -> Iterator[postgres.Cluster]:
    """One whose settings may be turned: that of the other tests never syncs."""
    if database != "postgresql":
        pytest.skip("PostgreSQL only")
    own = postgres.Cluster.start(durable=True)
    yield own
    own.stop()


@pytest.fixture(scope="module")
def program(cluster: postgres.Cluster) -> Flask:
    return create_app(type("Settings", (TestConfig,), {"SQLALCHEMY_DATABASE_URI": cluster.url("postgres")}))


@pytest.fixture
def on_postgresql(cluster, program):
    """The program on that cluster; what a test turns there is put back."""
    with program.app_context():
        yield cluster
        db.session.remove()
        turn(cluster, "ALTER SYSTEM RESET ALL")
        db.engine.dispose()


def turn(cluster, statement):
    with psycopg.connect(cluster._conninfo("postgres"), autocommit=True) as connection:
        connection.execute(statement)
        connection.execute("SELECT pg_reload_conf()")


@pytest.mark.postgresql_only
@pytest.mark.parametrize(("setting", "value"), WEAK_ON_POSTGRESQL)
def test_each_weakened_setting_of_postgresql_is_named_and_refused(on_postgresql, setting, value):
    durability.refuse_unless_durable()
    db.session.remove()
    turn(on_postgresql, f"ALTER SYSTEM SET {setting} = {value}")
    until_it_is(setting, value)
    with pytest.raises(durability.NotDurable, match=f"{setting} = {value} .*{setting} is {value}"):
        durability.refuse_unless_durable()


@pytest.mark.postgresql_only
@pytest.mark.usefixtures("on_postgresql")
@pytest.mark.parametrize("value", ["on", "remote_apply"])
def test_a_postgresql_that_keeps_its_word_lets_the_program_start(value):
    session().execute(text(f"SET synchronous_commit = {value}"))
    assert durability.settings(session().connection())["synchronous_commit"] == value
    durability.refuse_unless_durable()


@pytest.mark.postgresql_only
@pytest.mark.usefixtures("on_postgresql")
def test_a_session_that_alone_does_not_wait_for_the_disk_is_refused():
    session().execute(text("SET synchronous_commit = off"))
    with pytest.raises(durability.NotDurable, match="synchronous_commit = off"):
        durability.refuse_unless_durable()


def until_it_is(setting, value):
    for _turn in range(100):  # the server reads its file a moment later
        with db.engine.connect() as connection:
            if connection.execute(text(f"SHOW {setting}")).scalar_one() == value:
                return
            connection.execute(text("SELECT pg_sleep(0.05)"))
    raise AssertionError(f"{setting} never became {value}")
