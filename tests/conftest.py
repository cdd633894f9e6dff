"""What every test stands on: an application on a real database, a browser of ours, and people who sign in."""

import contextvars
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from app import create_app
from app.kernel import clock
from app.kernel.db import db, transaction
from app.people.models import User
from app.people.service import devices
from config import TestConfig
from tests import figures, postgres, seeds
from tests.browser.chromium import chromium, program
from tests.figures import figure, tried

__all__ = ["chromium", "figure", "program", "tried"]  # one of each for all folders


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="which database to test on")


@pytest.hookimpl(trylast=True)  # the reporter comes last itself
def pytest_configure(config: pytest.Config) -> None:
    figures.tell_at_full_size(config)
    if config.getoption("--database") == "postgresql" and not hasattr(config, "workerinput"):
        postgres.ensure_cluster()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what asks no database: it runs on the way of SQLite, and would say the same again."""
    if config.getoption("--database") == "sqlite":
        return
    left_out = [item for item in items if not _asks_the_database(item)]
    items[:] = [item for item in items if _asks_the_database(item)]
    config.hook.pytest_deselected(items=left_out)


def _asks_the_database(item: pytest.Item) -> bool:
    return "database" in getattr(item, "fixturenames", ()) or item.get_closest_marker("postgresql_only") is not None


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('--database')}"


class Client(FlaskClient):
    """A browser that shares nothing with the test but the database."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send the request from a context of its own, and let the test see what it changed."""
        if not has_app_context():  # a redirect that is followed: already in a context of its own
            return super().open(*args, **kwargs)
        db.session.rollback()
        response = contextvars.Context().run(super().open, *args, **kwargs)
        db.session.expire_all()
        return response


class SqliteStore:
    """A database file, put back to empty before each test."""

    def __init__(self, folder: Path) -> None:
        self.template, self.path = folder / "template.db", folder / "test.db"
        self.url = f"sqlite:///{self.path}"

    def make_template(self) -> None:
        _create_tables()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        db.engine.dispose()
        shutil.copy(self.path, self.template)

    def reset(self, *, to_the_last_page: bool = False) -> None:
        db.engine.dispose()
        for name in (self.path, Path(f"{self.path}-wal"), Path(f"{self.path}-shm")):
            name.unlink(missing_ok=True)
        shutil.copy(self.template, self.path)


# DELETE of what a test has left takes a tenth of the time of TRUNCATE, but leaves dead rows: tables that grow are
# truncated. The triggers and keys that guard the tables do not fire for a replica.
_EMPTY = """
DO $$
DECLARE name text; size bigint; large text[] := '{}'; counter text;
BEGIN
    SET LOCAL session_replication_role = replica;
    SET LOCAL lock_timeout = '5s';
    FOR name, size IN
        SELECT quote_ident(tablename), pg_relation_size(quote_ident(tablename)::regclass)
        FROM pg_tables WHERE schemaname = 'public'
    LOOP
        IF size > %(small)s THEN large := large || name;
        ELSIF size > 0 THEN EXECUTE 'DELETE FROM ' || name;
        END IF;
    END LOOP;
    IF large <> '{}' THEN
        EXECUTE 'TRUNCATE ' || array_to_string(large, ', ') || ' CASCADE';
    END IF;
    FOR counter IN
        SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
    LOOP
        PERFORM setval(counter, 1, false);
    END LOOP;
END $$
"""
_SMALL = 1 << 16  # bytes


class PostgresStore:
    """A database on the tests' own cluster, emptied before each test."""

    def __init__(self, worker: str) -> None:
        self.cluster = postgres.ensure_cluster()
        name = f"test_{worker}"
        self.cluster.create_database(name)
        self.url = self.cluster.url(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def make_template(self) -> None:
        _create_tables()

    def reset(self, *, to_the_last_page: bool = False) -> None:
        """Empty all tables; `to_the_last_page`: for who reads where rows lie, and would find places of dead ones."""
        with db.engine.connect() as connection:
            connection.exec_driver_sql(_EMPTY % {"small": 0 if to_the_last_page else _SMALL})
            seeds.national_kinds(connection)
            connection.commit()


def _create_tables() -> None:
    db.create_all()


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """sqlite or postgresql; a test that uses neither this nor what stands on it runs once, on the way of SQLite."""
    return str(request.config.getoption("--database"))


@pytest.fixture(scope="session")
def store(database: str, tmp_path_factory: pytest.TempPathFactory) -> SqliteStore | PostgresStore:
    if database == "sqlite":
        return SqliteStore(tmp_path_factory.mktemp("database"))
    return PostgresStore(os.environ.get("PYTEST_XDIST_WORKER", "main"))


@pytest.fixture(scope="session")
def the_app(store: SqliteStore | PostgresStore, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    class Settings(TestConfig):
        SQLALCHEMY_DATABASE_URI = store.url
        UPLOADS = tmp_path_factory.mktemp("uploads")

    application = create_app(Settings)
    application.test_client_class = Client
    with application.app_context():
        store.make_template()
    return application


@pytest.fixture
def app(request: pytest.FixtureRequest, the_app: Flask, store: SqliteStore | PostgresStore) -> Iterator[Flask]:
    """The application on an empty database, with a context for factories and services."""
    with the_app.app_context():
        store.reset(to_the_last_page=any(request.node.get_closest_marker(name) for name in ("fault", "new_pages")))
        yield the_app
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor's browser."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[[User], FlaskClient]:
    """sign_in(user) -> the browser of that user."""

    def signed_in(user: User) -> FlaskClient:
        with transaction():
            token = devices.sign_in(user, at=clock.now())
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return browser

    return signed_in


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The SQL statements that run inside: `with counted_statements() as statements: ...`."""
    statements: list[str] = []
    with heard(lambda *given: statements.append(given[2])):
        yield statements


@contextmanager
def heard(remember: Callable[..., None]) -> Iterator[None]:
    """Each statement that runs inside is told before it runs, as SQLAlchemy tells of it."""
    event.listen(Engine, "before_cursor_execute", remember)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", remember)


def rows(table: str) -> list[Any]:
    """All rows of a table: in the order of their numbers, and without numbers as the database has them."""
    found = list(db.session.execute(text(f'SELECT * FROM "{table}"')).all())
    return sorted(found, key=lambda row: row.id) if found and isinstance(getattr(found[0], "id", None), int) else found
