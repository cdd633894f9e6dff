"""On SQLite all ballots of a process are written through one connection, which is kept open."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.kernel.db import db, short_transaction
from tests.kernel.test_short_transactions import keep, kept, put_in

pytestmark = [pytest.mark.sqlite_only, pytest.mark.once]


def test_a_short_transaction_inside_another_is_refused_and_the_outer_one_is_kept_whole(app: Flask) -> None:
    with short_transaction() as straight:
        put_in(straight, 1)
        with pytest.raises(RuntimeError, match="inside another"):
            keep(2)
        put_in(straight, 3)
    assert kept() == [1, 3]


def test_a_connection_that_was_closed_under_a_short_transaction_is_not_used_again(app: Flask) -> None:
    def break_off() -> None:
        with short_transaction() as straight:
            put_in(straight, 1)
            straight._driver.close()  # type: ignore[attr-defined]
            put_in(straight, 2)

    with pytest.raises(DBAPIError):
        break_off()
    keep(3)
    assert kept() == [3]


def test_the_connection_that_writes_ballots_waits_for_the_disk_and_leaves_nothing_of_what_was_deleted(
    app: Flask,
) -> None:
    for _ in range(2):  # opened, and kept
        with short_transaction() as straight:
            asked = ("synchronous", "journal_mode", "secure_delete", "foreign_keys", "recursive_triggers")
            told = [straight.ask(f"PRAGMA {name}", ()).fetchone() for name in asked]
        assert told == [(2,), ("wal",), (1,), (1,), (1,)]  # 2 is FULL


def test_who_gives_the_pool_up_leaves_no_connection_open_to_the_file(app: Flask) -> None:
    keep(1)
    db.session.remove()
    log = Path(f"{db.engine.url.database}-wal")
    assert log.exists()
    db.engine.dispose()
    assert not log.exists(), "SQLite removes it when the last connection is closed"


def test_a_file_put_in_place_of_the_database_is_written_once_the_pool_is_given_up(app: Flask) -> None:
    keep(1)
    db.session.remove()
    db.engine.dispose()
    file = Path(str(db.engine.url.database))
    shutil.copy(file, file.with_suffix(".copy"))
    file.with_suffix(".copy").replace(file)
    keep(2)
    assert kept() == [1, 2]
