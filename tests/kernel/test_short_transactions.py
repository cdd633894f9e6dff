"""Transactions without a session, for prepared statements."""

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import Connection, insert, select

from app.kernel.db import Prepared, session, short_transaction
from app.places.models import Gu
from tests.conftest import rows

_PUT_IN = Prepared(insert(Gu))


def put_in(connection: Connection, number: int) -> None:
    _PUT_IN(connection, id=number, code=f"{number:05}", city="서울특별시", name=f"{number}구")


def keep(number: int) -> None:
    with short_transaction() as connection:
        put_in(connection, number)


def kept() -> list[int]:
    session().rollback()  # a reader on SQLite keeps seeing what was there when it began
    return sorted(row.id for row in rows("gu"))


def test_a_short_transaction_is_kept_whole(app: Flask) -> None:
    with short_transaction() as connection:
        put_in(connection, 1)
        put_in(connection, 2)
    assert kept() == [1, 2]


def test_a_short_transaction_that_fails_keeps_nothing(app: Flask) -> None:
    def fail() -> None:
        with short_transaction() as connection:
            put_in(connection, 1)
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
