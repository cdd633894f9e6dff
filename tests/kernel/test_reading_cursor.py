"""What requests read on PostgreSQL goes straight to libpq: the same as by psycopg, asked in a shorter way."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import literal, select, text

from app.kernel.db import db, session
from app.kernel.db.straight import statements
from app.kernel.db.straight.reading import Columns, ReadingCursor
from app.kernel.db.straight.statements import Statements

pytestmark = pytest.mark.postgresql_only
ASKED = "SELECT 1 AS one, 'x'::text AS two, now() AS three"


@pytest.fixture
def driver(app: Flask) -> Iterator[psycopg.Connection[Any]]:
    """A connection as a request reads by it."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")
    db.session.remove()
    db.engine.dispose()  # whoever asked before may have prepared something
    with app.test_request_context():
        found: Any = session().connection().connection.driver_connection
        yield found
        db.session.remove()


def prepared(driver: psycopg.Connection[Any]) -> list[str]:
    """The statements that the server knows on the connection."""
    return [row[0] for row in psycopg.Cursor(driver).execute("SELECT statement FROM pg_prepared_statements")]


def test_requests_read_by_it_and_nobody_else(driver, app):
    assert type(driver.cursor()) is ReadingCursor
    db.session.remove()
    with db.engine.connect() as connection:
        cursor = connection.exec_driver_sql("SELECT 1").cursor
        assert type(cursor) is psycopg.Cursor
        assert connection.connection.driver_connection is driver, "the pool lends the connection that was given back"


@pytest.mark.parametrize(
    "value",
    [
        *(1, 40_000, 1 << 40, "말 100%", "%(value)s $1", "", True, None, b"\x00\xff", Decimal("1.50"), 0.25),
        *(date(2026, 11, 30), datetime(2026, 11, 30, 9, tzinfo=UTC), [1, 2], ["가", "나"]),
    ],
)
def test_values_go_and_come_as_by_psycopg(driver, value):
    asked = "SELECT %(value)s AS it, '%%' AS sign, %(value)s AS again WHERE %(other)s = 7"
    given = {"other": 7, "value": value}
    ours, theirs = ReadingCursor(driver, Statements()), psycopg.Cursor(driver)
    for _ in range(3):
        assert ours.execute(asked, given).fetchall() == theirs.execute(asked, given).fetchall() != []
        assert [one[1] for one in ours.description] == [one[1] for one in theirs.description]


def test_rows_come_one_by_one_some_or_all(driver):
    cursor = driver.cursor().execute("SELECT n FROM generate_series(1, %(last)s) AS n", {"last": 6})
    assert cursor.rowcount == 6
    assert cursor.fetchone() == (1,)
    assert cursor.fetchmany(2) == [(2,), (3,)]
    assert cursor.fetchall() == [(4,), (5,), (6,)]
    assert cursor.fetchone() is None
    assert cursor.fetchall() == cursor.fetchmany(3) == []
    cursor.close()
    with pytest.raises(psycopg.InterfaceError):
        cursor.fetchone()


def test_columns_are_told_as_by_psycopg(driver):
    ours, theirs = driver.cursor().execute(ASKED).description, psycopg.Cursor(driver).execute(ASKED).description
    assert [one[:2] for one in ours] == [one[:2] for one in theirs]
    assert len(ours) == 3
    assert ours[1][0] == "two"
    assert [one[0] for one in ours[1:]] == ["two", "three"]
    assert driver.cursor().description is None
    assert driver.cursor().execute("SELECT").description is None


class Watched(Columns):
    """Remembers how often columns were made."""

    made = 0

    def _made(self) -> Any:
        Watched.made += 1
        return super()._made()


class WatchedCursor(ReadingCursor):
    @property
    def description(self) -> Columns | None:
        return Watched(self._result) if super().description and self._result else None


def test_columns_are_made_where_a_statement_is_new_and_not_again(driver):
    driver.cursor_factory = lambda connection, **_: WatchedCursor(connection, Statements())
    statement = select(literal("말").label("word"), literal(7).label("number"))
    assert tuple(session().execute(statement).one()) == ("말", 7)
    first = Watched.made
    assert [tuple(session().execute(statement).one()) for _ in range(3)] == [("말", 7)] * 3
    assert Watched.made == first
    row = session().execute(text(ASKED)).one()
    assert (row.one, row.two) == (1, "x")
    assert Watched.made > first


def test_a_statement_is_prepared_when_it_is_asked_again(driver):
    cursor, about = driver.cursor(), "SELECT %(number)s::integer + 1"
    assert cursor.execute(about, {"number": 1}).fetchall() == [(2,)]
    assert prepared(driver) == []
    for number in range(2, 6):
        assert cursor.execute(about, {"number": number}).fetchall() == [(number + 1,)]
        assert prepared(driver) == ["SELECT $1::integer + 1"]


def test_so_many_are_kept_and_not_more(driver):
    cursor = driver.cursor()
    for number in range(statements.MOST + 30):
        for _ in range(2):
            assert cursor.execute(f"SELECT {number}").fetchone() == (number,)
    kept = prepared(driver)
    assert len(kept) == statements.MOST
    assert f"SELECT {statements.MOST + 29}" in kept
    assert "SELECT 0" not in kept
    assert cursor.execute("SELECT 0").fetchone() == (0,)


def test_what_the_server_refuses_is_psycopgs_error_and_the_next_is_answered(driver):
    cursor = driver.cursor()
    for _ in range(3):
        with pytest.raises(psycopg.errors.DivisionByZero):
            cursor.execute("SELECT 1 / %(number)s::integer", {"number": 0})
        with pytest.raises(psycopg.InterfaceError):  # not the rows of the statement before
            cursor.fetchall()
        assert cursor.execute("SELECT 1 / %(number)s::integer", {"number": 1}).fetchall() == [(1,)]


def test_a_server_that_was_made_to_forget_is_told_anew(driver):
    cursor = driver.cursor()
    for _ in range(2):
        cursor.execute(ASKED)
    psycopg.Cursor(driver).execute("DEALLOCATE ALL")
    with pytest.raises(psycopg.errors.InvalidSqlStatementName):
        cursor.execute(ASKED)
    assert cursor.execute(ASKED).rowcount == 1
    assert cursor.execute(ASKED).rowcount == 1


def test_a_value_that_is_missing_is_no_answer(driver):
    with pytest.raises(KeyError, match="number"):
        driver.cursor().execute("SELECT %(number)s")
