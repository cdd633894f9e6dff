"""The pool of connections: as many stay open as threads can ask for at once."""

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, event, text

from app.kernel.db import db
from config import Config

THREADS = 16  # GOLMOK_THREADS where nobody sets it


@pytest.fixture
def engine(app) -> Iterator[Engine]:
    """The engine of a running Golmok, on the database of these tests."""
    made = create_engine(db.engine.url, **Config.SQLALCHEMY_ENGINE_OPTIONS)
    yield made
    made.dispose()


def burst(engine: Engine, threads: int) -> list[BaseException]:
    """Let so many threads hold a connection at the same time; what went wrong."""
    all_hold, wrong = threading.Barrier(threads, timeout=30), []

    def ask() -> None:
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
                all_hold.wait()
        except BaseException as error:  # noqa: BLE001 - told to the test
            wrong.append(error)

    together = [threading.Thread(target=ask) for _ in range(threads)]
    for one in together:
        one.start()
    for one in together:
        one.join(60)
    return wrong


def test_a_second_rush_opens_no_connection_anew(engine):
    opened: list[object] = []
    event.listen(engine, "connect", lambda connection, _record: opened.append(connection))
    assert burst(engine, THREADS) == []
    after_the_first = len(opened)
    assert burst(engine, THREADS) == []
    assert (after_the_first, len(opened)) == (THREADS, THREADS)


def test_a_thread_may_hold_a_second_connection_while_all_others_hold_one(engine):
    assert burst(engine, THREADS + 4) == []
