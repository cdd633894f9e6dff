"""Transactions without a session, for prepared statements."""

from contextlib import suppress
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import bindparam, create_engine, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from app.kernel.db import Askable, Prepared, db, session, short_transaction, transaction
from app.kernel.db.straight.on_postgresql import OnPostgreSQL
from app.kernel.db.straight.on_sqlite import OnSQLite
from app.places.models import Gu
from tests.conftest import counted_statements, rows

_PUT_IN = Prepared(insert(Gu))
_OURS = "SELECT name, prepare_time FROM pg_prepared_statements WHERE name LIKE 'golmok%' AND statement LIKE 'INSERT%'"
_ALL = Prepared(select(Gu.id, Gu.name).where(Gu.id >= bindparam("least")).order_by(Gu.id))
_RENAMED = Prepared(update(Gu).where(Gu.id >= bindparam("least")).values(name=bindparam("name")))


def put_in(straight: Askable, number: int) -> None:
    _PUT_IN(straight, id=number, code=f"{number:05}", city="서울특별시", name=f"{number}구")


def keep(number: int) -> None:
    with short_transaction() as straight:
        put_in(straight, number)


def kept() -> list[int]:
    session().rollback()  # a reader on SQLite keeps seeing what was there when it began
    return sorted(row.id for row in rows("gu"))


def test_a_short_transaction_is_kept_whole(app: Flask) -> None:
    with short_transaction() as straight:
        put_in(straight, 1)
        put_in(straight, 2)
    assert kept() == [1, 2]


def test_a_short_transaction_that_fails_keeps_nothing(app: Flask) -> None:
    def fail() -> None:
        with short_transaction() as straight:
            put_in(straight, 1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert kept() == []
    keep(2)
    assert kept() == [2]


def test_short_transactions_of_many_threads_take_turns(app: Flask) -> None:
    start, failures = Barrier(8), []

    def write(number: int) -> None:
        with app.app_context():
            start.wait()
            try:
                keep(number)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test names it
                failures.append(error)

    threads = [Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert kept() == list(range(8))


def test_a_session_that_reads_does_not_hold_a_short_transaction_up(app: Flask) -> None:
    keep(1)
    assert [gu.id for gu in session().scalars(select(Gu))] == [1]
    keep(2)
    assert kept() == [1, 2]


def test_a_failure_in_a_short_transaction_is_sqlalchemys_and_holds_no_value_that_was_sent(app: Flask) -> None:
    keep(1)

    def keep_it_again() -> None:
        with short_transaction() as straight:
            _PUT_IN(straight, id=1, code="00001", city="서울특별시", name="비밀스러운 이름")

    with pytest.raises(IntegrityError) as error:
        keep_it_again()
    assert "비밀스러운 이름" not in str(error.value)
    assert [gu.name for gu in rows("gu")] == ["1구"]


def test_after_a_failure_the_next_short_transaction_on_the_connection_is_kept(app: Flask) -> None:
    for number in (1, 1, 2):
        with suppress(IntegrityError):
            keep(number)
    assert kept() == [1, 2]
    assert db.engine.pool.checkedout() <= 1  # the one of the session that has just looked


def test_a_short_transaction_that_swallows_a_failure_is_told_that_nothing_was_kept(app: Flask) -> None:
    keep(1)

    def swallow() -> None:
        with short_transaction() as straight:
            put_in(straight, 2)
            with suppress(IntegrityError):
                put_in(straight, 1)

    if db.engine.dialect.name == "sqlite":
        swallow()  # one statement that fails there leaves the others of its transaction whole
        assert kept() == [1, 2]
        return
    with pytest.raises(DBAPIError):
        swallow()
    assert kept() == [1]


def test_the_rows_of_a_short_transaction_come_one_after_the_other_as_the_driver_has_them(app: Flask) -> None:
    keep(1)
    keep(2)
    with short_transaction() as straight:
        found = _ALL(straight, least=1)
        assert [found.fetchone() for _ in range(3)] == [(1, "1구"), (2, "2구"), None]
        assert _RENAMED(straight, least=1, name="모두").rowcount == 2
        assert _RENAMED(straight, least=9, name="아무도").rowcount == 0


def test_who_listens_to_statements_hears_those_of_short_transactions(app: Flask) -> None:
    with counted_statements() as statements:
        keep(1)
    assert [statement.split("(")[0] for statement in statements] == ["INSERT INTO gu "]


def test_statements_that_psycopg_made_the_server_forget_are_prepared_anew(app: Flask) -> None:
    db.session.remove()  # from here on there is one connection, which both use in turn
    keep(1)
    for number, roll_back in ((2, _to_a_savepoint), (3, _the_whole)):
        for _ in range(7):  # more often than psycopg waits before it prepares a statement of its own
            session().scalar(select(Gu.id).where(Gu.id == 1))
        roll_back()
        db.session.remove()
        keep(number)
    assert kept() == [1, 2, 3]


def test_a_connection_that_came_back_inside_a_transaction_prepares_anew_too(app: Flask) -> None:
    db.session.remove()
    keep(1)
    pooled = db.engine.raw_connection()
    for _ in range(7):
        pooled.cursor().execute("SELECT 1")  # psycopg has said BEGIN before the first
    pooled.close()
    keep(2)
    assert kept() == [1, 2]


def _to_a_savepoint() -> None:
    with transaction() as current, suppress(KeyError), current.begin_nested():
        current.scalar(select(Gu.id).where(Gu.id == 1))
        raise KeyError


def _the_whole() -> None:
    def fail() -> None:
        with transaction() as current:
            current.scalar(select(Gu.id).where(Gu.id == 1))
            raise KeyError

    with suppress(KeyError):
        fail()


@pytest.mark.postgresql_only
def test_pages_between_ballots_neither_cost_nor_leave_prepared_statements(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")
    db.session.remove()
    made = []
    for number in range(1, 6):
        keep(number)
        with app.test_request_context():
            session().scalars(select(Gu)).all()
            found = session().execute(text(_OURS)).all()
            db.session.remove()
        made.append(found)
    assert len(made[0]) == 1
    assert made == [made[0]] * 5  # neither more of them nor made anew


@pytest.mark.postgresql_only
def test_a_value_that_the_driver_cannot_send_is_refused_in_sqlalchemys_words(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")

    def send() -> None:
        with short_transaction() as straight:
            _PUT_IN(straight, id=1, code="00001", city="서울특별시", name="끝\0없는 이름")

    with pytest.raises(DBAPIError):
        send()
    keep(2)
    assert kept() == [2]


def test_a_short_transaction_that_has_ended_is_asked_nothing_more(app: Flask) -> None:
    with short_transaction() as straight:
        put_in(straight, 1)
    with pytest.raises(RuntimeError, match="ended"):
        put_in(straight, 2)
    assert kept() == [1]


def test_a_short_transaction_without_a_database_is_refused_as_any_other(app: Flask) -> None:
    kind = OnPostgreSQL if db.engine.dialect.name == "postgresql" else OnSQLite
    nowhere = {
        "postgresql": "postgresql+psycopg://golmok@127.0.0.1:1/golmok", "sqlite": "sqlite:////nowhere/at/all.db",
    }[db.engine.dialect.name]  # fmt: skip
    straight = kind(create_engine(nowhere, hide_parameters=True))
    for _ in range(2):  # a turn that was not given back would hold the second up
        with pytest.raises(OperationalError), straight:
            pass
    keep(1)
    assert kept() == [1]
