"""Reads whose rows a page shows: what they find is what SQLAlchemy would have found."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import BigInteger, Select, bindparam, case, func, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.exc import DBAPIError

from app.councils.models import Council
from app.councils.states import CouncilState, Kind
from app.kernel.db import PreparedRows, UTCDateTime, session
from tests.conftest import counted_statements
from tests.factories import a_council

AT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
WITH_NAME = Council.name == bindparam("name")
SHOWN = select(Council.name, Council.kind, Council.state, Council.called_at, Council.dong_id.label("dong"))
OPEN = SHOWN.where(Council.state.in_((CouncilState.ACTIVE, CouncilState.GATHERING)))
CALLED_SINCE = SHOWN.where(Council.called_at >= bindparam("since", type_=UTCDateTime())).order_by(Council.id).limit(1)
COUNTED = select(func.count(), func.count().filter(Council.called_at > AT)).where(WITH_NAME)


def usual(statement: Select[*tuple[Any, ...]], **values: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session().execute(statement, values)]


def test_rows_have_the_names_and_the_types_of_their_columns(app: Flask) -> None:
    council = a_council(name="햇살 골목", called_at=AT)
    (row,) = PreparedRows(SHOWN).all()
    assert (row.name, row.dong) == ("햇살 골목", council.dong_id)
    assert row.state is council.state
    assert isinstance(row.kind, Kind)
    assert row.called_at == AT
    assert row.called_at.utcoffset() == timedelta(0)
    assert [tuple(row)] == usual(SHOWN)


def test_values_written_in_the_statement_are_asked_for_too_lists_among_them(app: Flask) -> None:
    wanted = [a_council(state=state).name for state in (CouncilState.ACTIVE, CouncilState.GATHERING)]
    a_council(state=CouncilState.CLOSED)
    read = PreparedRows(OPEN)
    assert sorted(row.name for row in read.all()) == sorted(wanted)
    assert sorted(map(tuple, read.all())) == sorted(usual(OPEN))


def test_one_read_is_asked_again_with_other_values(app: Flask) -> None:
    a_council(called_at=AT), a_council(called_at=AT + timedelta(days=2))
    read = PreparedRows(CALLED_SINCE)
    for since in (AT - timedelta(days=1), AT + timedelta(days=1), AT + timedelta(days=3)):
        assert [tuple(row) for row in read.all(since=since)] == usual(CALLED_SINCE, since=since)


def test_values_that_the_statement_does_not_ask_for_change_nothing(app: Flask) -> None:
    council = a_council()
    assert [row.name for row in PreparedRows(SHOWN.where(WITH_NAME)).all(name=council.name, now=AT)] == [council.name]


def test_a_read_that_always_has_one_row_gives_its_columns_in_order_also_without_names(app: Flask) -> None:
    a_council(name="햇살 골목", called_at=AT), a_council(name="햇살 골목", called_at=AT + timedelta(days=1))
    assert tuple(PreparedRows(COUNTED).one(name="햇살 골목")) == (2, 1)
    with pytest.raises(ValueError, match="not enough values"):
        PreparedRows(SHOWN.where(WITH_NAME)).one(name="없는 골목")


def test_a_read_is_one_statement_and_whoever_listens_hears_it(app: Flask) -> None:
    with counted_statements() as statements:
        PreparedRows(SHOWN).all()
    assert len(statements) == 1
    assert "council.called_at" in statements[0]


def test_a_read_that_fails_says_so_as_sqlalchemy_does_without_the_values(app: Flask) -> None:
    read = PreparedRows(select(func.no_such_thing(bindparam("given"))))
    with pytest.raises(DBAPIError) as error:
        read.all(given="비밀스러운 말")
    assert "비밀스러운 말" not in str(error.value)


def test_a_read_that_fails_at_a_later_row_says_so_in_the_same_way(app: Flask) -> None:
    a_council(name="햇살 골목"), a_council(name="달빛 골목")
    least = -(2**63)  # it has no absolute value of 64 bits
    given = case((Council.name == bindparam("name"), sql_cast(least, BigInteger)), else_=sql_cast(1, BigInteger))
    read = PreparedRows(select(func.abs(given)).order_by(Council.id))
    assert [tuple(row) for row in read.all(name="없는 골목")] == [(1,), (1,)]
    with pytest.raises(DBAPIError) as error:
        read.all(name="달빛 골목")
    assert "달빛 골목" not in str(error.value)
    session().rollback()
    assert [row.name for row in PreparedRows(SHOWN.order_by(Council.id)).all()] == ["햇살 골목", "달빛 골목"]
