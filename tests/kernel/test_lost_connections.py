"""A database that goes away and comes back: nobody gets a bare error, and no dead connection is handed on."""

import pytest
from flask import Flask
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import OperationalError

from app.kernel.db import Prepared, db, session, short_transaction, transaction
from app.places.models import Gu
from tests import factories
from tests.browsing import token_of
from tests.conftest import rows
from tests.factories import polls

pytestmark = pytest.mark.postgresql_only
NAMED = Prepared(select(Gu.name).where(Gu.code == bindparam("code")))
OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(autouse=True)
def _postgresql_alone(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")


@pytest.fixture
def cut(app: Flask):
    """cut() ends every other connection to the database, as a server that restarts does."""
    killer = db.engine.connect()
    yield lambda: killer.execute(OTHERS)
    killer.close()
    db.session.remove()
    db.engine.dispose()


def several_connections(count: int) -> None:
    """Let the pool hold so many that nobody uses."""
    held = [db.engine.connect() for _ in range(count)]
    for connection in held:
        connection.close()


def test_a_prepared_statement_on_a_dead_connection_leaves_a_session_that_works_again(cut):
    session().connection()
    cut()
    with pytest.raises(OperationalError) as error:
        NAMED(session().connection(), code="11590")
    assert error.value.connection_invalidated
    db.session.remove()
    assert NAMED(session().connection(), code="11590").fetchone() is None


def test_one_dead_connection_found_by_a_prepared_statement_takes_all_of_the_pool_with_it(cut):
    several_connections(4)
    session().connection()
    cut()
    with pytest.raises(OperationalError):
        NAMED(session().connection(), code="11590")
    db.session.remove()
    held = [db.engine.connect() for _ in range(4)]
    try:
        assert [NAMED(connection, code="11590").fetchone() for connection in held] == [None] * 4
    finally:
        for connection in held:
            connection.close()


def test_whoever_asks_while_the_connections_die_is_told_so_and_the_next_one_is_served(cut, app, sign_in):
    council = factories.a_council()
    client, address = sign_in(factories.a_member(council)), f"/polls/{polls.an_open_poll(council).id}"
    assert client.get(address).status_code == 200
    db.session.remove()
    cut()
    refused = client.get(address)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "10"
    assert client.get(address).status_code == 200


def test_whoever_casts_while_the_connections_die_is_told_so_and_the_next_press_is_counted(cut, app, sign_in):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = polls.an_open_poll(council)
    client, cast = sign_in(voter), f"/polls/{poll.id}/ballots"
    sent = {"paper": polls.paper_of(poll, voter), "marks": 1, "csrf_token": token_of(client, f"/polls/{poll.id}")}
    db.session.remove()
    several_connections(4)
    cut()
    refused = client.post(cast, data=sent)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "10"
    assert client.post(cast, data=sent).status_code == 303
    assert len(rows("ballot")) == 1


def test_a_request_that_was_finished_when_its_connection_died_ends_without_an_error(cut, app):
    with app.app_context():
        session().scalar(select(1))
        cut()
    with app.app_context():
        assert session().scalar(select(1)) == 1


def test_a_page_that_has_read_all_it_shows_when_its_connection_dies_ends_without_an_error(cut, app):
    with app.app_context(), app.test_request_context():
        session().scalar(select(1))
        cut()
    with app.app_context(), app.test_request_context(), pytest.raises(OperationalError):
        session().scalar(select(1))  # as with any connection that dies while nobody uses it
    with app.app_context(), app.test_request_context():
        assert session().scalar(select(1)) == 1


def after_a_ballot() -> None:
    with short_transaction() as connection:
        NAMED(connection, code="11590").fetchone()


def after_a_change() -> None:
    with transaction():
        session().execute(text("SELECT 1"))
    db.session.remove()


@pytest.mark.parametrize("last", [after_a_ballot, after_a_change])
def test_a_page_is_told_so_too_where_the_connection_died_after_something_was_written_by_it(cut, client, last):
    last()
    cut()
    assert [client.get("/").status_code for _ in range(2)] == [503, 200]


def test_a_change_that_gets_a_connection_that_died_after_a_page_fails_as_any_statement_does(cut, client):
    assert client.get("/").status_code == 200
    cut()
    with pytest.raises(OperationalError) as error, transaction():
        session().execute(text("SELECT 1"))
    assert error.value.connection_invalidated


def test_programs_are_told_so_too(cut, client):
    after_a_ballot()
    cut()
    answers = [client.get("/api/v1/councils") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [503, 200]
    assert answers[0].mimetype == "application/problem+json"
