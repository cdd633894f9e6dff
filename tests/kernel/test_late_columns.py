"""The columns of a result on PostgreSQL: the same as psycopg's own, and made only for who reads them."""

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import literal, select, text

from app.kernel.db import db, session
from app.kernel.db.columns import Columns, LateColumns

pytestmark = pytest.mark.postgresql_only
ASKED = "SELECT 1 AS one, 'x'::text AS two, now() AS three"


@pytest.fixture
def driver(app: Flask) -> psycopg.Connection[Any]:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")
    found: Any = session().connection().connection.driver_connection
    return found  # type: ignore[no-any-return]


class Watched(LateColumns):
    """Remembers how often columns were made."""

    made = 0

    @property
    def description(self) -> Sequence[psycopg.Column] | None:  # type: ignore[override]
        found = super().description
        return None if found is None else WatchedColumns(self)


class WatchedColumns(Columns):
    def _made(self) -> list[psycopg.Column]:
        Watched.made += 1
        return super()._made()


@pytest.fixture
def watched(driver: psycopg.Connection[Any]) -> Iterator[type[Watched]]:
    before, driver.cursor_factory, Watched.made = driver.cursor_factory, Watched, 0
    yield Watched
    driver.cursor_factory = before


def test_every_connection_has_such_cursors(driver: psycopg.Connection[Any]):
    assert type(driver.cursor()) is LateColumns


def test_they_are_those_of_psycopg(driver: psycopg.Connection[Any]):
    ours, theirs = LateColumns(driver).execute(ASKED), psycopg.Cursor(driver).execute(ASKED)
    assert ours.description is not None
    assert [tuple(one) for one in ours.description] == [tuple(one) for one in theirs.description or ()]
    assert len(ours.description) == 3
    assert ours.description[1].name == "two"
    assert [one.name for one in ours.description[1:]] == ["two", "three"]


@pytest.mark.parametrize("command", ["SET LOCAL work_mem = '8MB'", "SELECT"])
def test_without_columns_it_says_what_psycopg_says(driver: psycopg.Connection[Any], command: str):
    ours, theirs = LateColumns(driver).execute(command), psycopg.Cursor(driver).execute(command)
    assert ours.description == theirs.description


def test_before_any_statement_there_are_none(driver: psycopg.Connection[Any]):
    assert LateColumns(driver).description is None


def test_a_statement_that_was_run_before_makes_none(watched: type[Watched]):
    statement = select(literal("말").label("word"), literal(7).label("number"))
    assert [tuple(session().execute(statement).one()) for _ in range(3)] == [("말", 7)] * 3
    first = watched.made
    session().execute(statement).one()
    assert watched.made == first


def test_words_that_nobody_has_compiled_are_read_by_name(watched: type[Watched]):
    row = session().execute(text(ASKED)).one()
    assert (row.one, row.two) == (1, "x")
    assert watched.made
