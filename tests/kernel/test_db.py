"""The database layer."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import bindparam, func, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from app.kernel import clock
from app.kernel.db import PRAGMAS, Prepared, UTCDateTime, db, insert_if_new, kept_once, session, transaction
from app.people.models import User
from app.places.models import Gu
from tests import factories
from tests.conftest import counted_statements, rows

AT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def test_a_naive_moment_is_refused(app: Flask) -> None:
    with pytest.raises(StatementError, match="naive moment"):
        factories.a_user(registered_at=datetime(2026, 1, 1))


def test_a_moment_comes_back_aware_and_in_utc(app: Flask) -> None:
    seoul = AT.astimezone(timezone(timedelta(hours=9)))
    user = factories.a_user(registered_at=seoul)
    session().expire_all()
    assert user.registered_at == AT
    assert user.registered_at.utcoffset() == timedelta(0)
    assert user.held_until is None


def test_the_clock_of_the_database_is_near_ours(app: Flask) -> None:
    assert abs((clock.database_now(session().connection()) - clock.now()).total_seconds()) < 5


def test_a_transaction_is_kept_whole_or_not_at_all(app: Flask) -> None:
    def fail() -> None:
        with transaction() as current:
            current.add(User(name="하나", registered_at=AT))
            current.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert rows("user") == []
    with transaction() as current:
        current.add(User(name="하나", registered_at=AT))
    assert [row.name for row in rows("user")] == ["하나"]


def test_a_transaction_inside_another_is_refused_and_nothing_of_either_is_kept(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="inside another"), transaction() as current:  # noqa: PT012 - what is tried
        current.execute(insert(Gu).values(id=1, code="11590", city="서울특별시", name="동작구"))
        with transaction():
            pass
    assert rows("gu") == []
    with transaction() as current:
        current.execute(insert(Gu).values(id=2, code="11591", city="서울특별시", name="관악구"))
    assert [row.id for row in rows("gu")] == [2]


def test_a_read_before_a_transaction_does_not_make_it_fail(app: Flask) -> None:
    """On SQLite a reader that turns writer meets "database is locked" at once; transaction() lets go first."""
    session().scalars(select(User)).all()
    assert session().in_transaction()
    start, failures = Barrier(4), []

    def write() -> None:
        with app.app_context():
            try:
                session().scalars(select(User)).all()
                start.wait()
                for _time in range(10):
                    with transaction() as current:
                        current.execute(text("UPDATE gu SET name = name || 'x'"))
            except Exception as error:  # noqa: BLE001 - told below
                failures.append(error)
            finally:
                db.session.remove()

    factories.a_gu(name="")
    db.session.rollback()
    threads = [Thread(target=write) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    assert rows("gu")[0].name == "x" * 40


def test_what_was_loaded_stays_readable_after_the_transaction(app: Flask) -> None:
    with transaction() as current:
        user = User(name="하나", registered_at=AT)
        current.add(user)
    assert user.name == "하나"
    assert not session().in_transaction(), "reading it asked the database nothing"


@pytest.mark.sqlite_only
def test_every_connection_to_sqlite_is_durable_and_strict(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite only")
    expected = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "secure_delete": 1,
        "busy_timeout": 10000,
    }  # fmt: skip
    assert set(expected) == set(PRAGMAS)
    connections = [db.engine.connect() for _number in range(3)]
    for connection in connections:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected}
        assert found == expected
        connection.close()


def test_a_row_without_its_parent_is_refused(app: Flask) -> None:
    with pytest.raises(IntegrityError):
        factories.kept(factories.Dong(gu_id=999, code="1", name="", official_name="", population=0, centre_name=""))


def test_a_row_is_put_in_only_where_its_key_is_new(app: Flask) -> None:
    values = {"code": "11590", "city": "서울특별시", "name": "동작구"}
    with transaction():
        assert insert_if_new(Gu, **values)
        assert not insert_if_new(Gu, **values)
    assert len(rows("gu")) == 1


def a_gu_with(code: str) -> Gu | None:
    return session().scalars(select(Gu).where(Gu.code == code)).one_or_none()


def test_a_thing_that_was_kept_before_is_given_back(app: Flask) -> None:
    with transaction():
        first, is_new = kept_once(Gu(code="11590", city="서울", name="동작구"), lambda: a_gu_with("11590"))
        assert is_new
        again, is_new = kept_once(Gu(code="11590", city="서울", name="다른 이름"), lambda: a_gu_with("11590"))
        assert not is_new
    assert again is first
    assert [row.name for row in rows("gu")] == ["동작구"]


def test_a_thing_that_another_was_quicker_to_keep_is_given_back(app: Flask) -> None:
    """The first look finds nothing, as it does where the other transaction has not ended yet."""
    factories.a_gu(code="11590", name="동작구")
    looks = iter([None, "look"])

    def find() -> Gu | None:
        return a_gu_with("11590") if next(looks) else None

    with transaction():
        thing, is_new = kept_once(Gu(code="11590", city="서울", name="늦은 이름"), find)
        assert not is_new
        assert thing.name == "동작구"


def test_a_key_that_was_broken_in_another_way_is_a_fault(app: Flask) -> None:
    factories.a_gu(code="11590")

    def keep() -> None:
        with transaction():
            kept_once(Gu(code="11590", city="서울", name="동작구"), lambda: None)

    with pytest.raises(IntegrityError):
        keep()


NAMED = Prepared(select(Gu.name).where(Gu.code == bindparam("code")))
REGISTERED = Prepared(
    select(func.count()).select_from(User).where(User.registered_at == bindparam("at", type_=UTCDateTime()))
)
PUT_IN = Prepared(insert(Gu).values({name: bindparam(name) for name in ("code", "city", "name")}))


def test_a_prepared_statement_finds_what_its_parameters_name(app: Flask) -> None:
    factories.a_gu(code="11590", name="동작구")
    assert NAMED(session().connection(), code="11590").fetchone() == ("동작구",)
    assert NAMED(session().connection(), code="11000").fetchone() is None


def test_the_parameters_of_a_prepared_statement_have_the_types_of_their_columns(app: Flask) -> None:
    factories.a_user(registered_at=AT)
    seoul = AT.astimezone(timezone(timedelta(hours=9)))
    assert REGISTERED(session().connection(), at=seoul).fetchone() == (1,)


def test_who_listens_to_statements_hears_prepared_ones(app: Flask) -> None:
    with counted_statements() as statements:
        NAMED(session().connection(), code="11590")
    assert len(statements) == 1
    assert "gu.code" in statements[0]


def test_a_prepared_statement_that_fails_holds_no_value_that_was_sent(app: Flask) -> None:
    given = {"code": "11590", "city": "서울", "name": "비밀스러운 이름"}
    with transaction() as current:
        PUT_IN(current.connection(), **given)
    with pytest.raises(IntegrityError) as error, transaction() as current:
        PUT_IN(current.connection(), **given)
    assert "비밀스러운 이름" not in str(error.value)
    assert len(rows("gu")) == 1


def test_the_message_of_a_failing_statement_holds_no_value_that_was_sent(app: Flask) -> None:
    factories.a_gu(code="11590")
    with pytest.raises(IntegrityError) as error:
        factories.a_gu(code="11590", name="비밀스러운 이름")
    assert "비밀스러운 이름" not in str(error.value)
