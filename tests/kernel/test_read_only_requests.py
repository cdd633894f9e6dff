"""What a request reads on PostgreSQL: it changes nothing, and statements stay prepared for the next request."""

import pytest
from flask import Flask
from sqlalchemy import column, insert, select, table, text
from sqlalchemy.exc import DBAPIError, InternalError

from app.kernel.db import begin_long_read, db, session, transaction
from app.places.models import Gu
from tests.conftest import rows

pytestmark = pytest.mark.postgresql_only
ONE = {"id": 1, "code": "11590", "city": "서울특별시", "name": "동작구"}
TIMES = 12  # psycopg prepares what was asked five times


@pytest.fixture(autouse=True)
def _postgresql_alone(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")
    db.session.remove()
    db.engine.dispose()  # whoever asked before may have prepared something


def prepared() -> int:
    return session().execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar_one()


def a_request_that_reads(app: Flask) -> int:
    """Ask the same again; how many statements the connection has prepared."""
    with app.test_request_context():
        session().scalars(select(Gu)).all()
        found = prepared()
        db.session.remove()
    return found


def test_statements_that_requests_ask_again_and_again_are_prepared_once(app):
    found = [a_request_that_reads(app) for _ in range(TIMES)]
    assert found[0] == 0
    assert found[-1] > 0


def status() -> str:
    """Whether the connection of the session has a transaction open on the server."""
    return str(session().connection().connection.driver_connection.info.transaction_status.name)


def test_what_requests_read_is_planned_once_and_not_at_every_asking(app):
    asked = text("SELECT name FROM gu WHERE id = :id")
    about = select(column("generic_plans"), column("custom_plans")).select_from(table("pg_prepared_statements"))
    about = about.where(column("statement") == "SELECT name FROM gu WHERE id = $1")
    for number in range(TIMES):
        with app.test_request_context():
            session().execute(asked, {"id": number}).all()
            plans = session().execute(about).all()
            db.session.remove()
    [plan] = plans
    assert plan.custom_plans == 0 < plan.generic_plans


def test_what_a_request_reads_opens_no_transaction(app):
    with app.test_request_context():
        session().scalars(select(Gu)).all()
        assert status() == "IDLE"
        with transaction() as current:
            current.execute(insert(Gu).values(**ONE))
            assert status() == "INTRANS"
        assert [gu.id for gu in session().scalars(select(Gu))] == [1]
        assert status() == "IDLE"
    assert [row.id for row in rows("gu")] == [1]


def test_a_long_read_is_one_transaction_that_cannot_write(app):
    with app.test_request_context():
        session().scalars(select(Gu)).all()
        assert list(begin_long_read().scalars(select(Gu), execution_options={"yield_per": 2})) == []
        assert status() == "INTRANS"
        with pytest.raises(InternalError, match="read-only"):
            session().execute(insert(Gu).values(**ONE))
        session().rollback()
        assert session().scalars(select(Gu)).all() == []
        assert status() == "IDLE"


def test_a_request_writes_in_a_transaction_alone(app):
    with app.test_request_context():
        with pytest.raises(InternalError, match="read-only"):
            session().execute(insert(Gu).values(**ONE))
        session().rollback()
        with transaction() as current:
            current.execute(insert(Gu).values(**ONE))
        assert [gu.id for gu in session().scalars(select(Gu))] == [1]
        with pytest.raises(InternalError, match="read-only"):
            session().execute(insert(Gu).values(**{**ONE, "id": 2, "code": "11591"}))
        session().rollback()
    assert [row.id for row in rows("gu")] == [1]


def test_what_fails_in_a_request_that_reads_leaves_the_connection_in_order(app):
    with app.test_request_context():
        with pytest.raises(DBAPIError):
            session().execute(text("SELECT 1 / 0"))
        db.session.remove()
        assert session().execute(text("SELECT 1")).scalar_one() == 1


def test_jobs_and_commands_are_as_they_were(app):
    session().execute(insert(Gu).values(**ONE))
    session().rollback()
    assert rows("gu") == []
