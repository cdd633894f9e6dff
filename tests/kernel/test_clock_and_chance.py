"""The two things that come in from outside."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from app.kernel import chance, clock
from app.kernel.db import session


def test_the_clock_gives_an_aware_moment_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_seoul_is_nine_hours_ahead() -> None:
    shown = clock.seoul(datetime(2026, 11, 24, 15, 30, tzinfo=UTC))
    assert (shown.day, shown.hour, shown.minute) == (25, 0, 30)


def test_today_is_the_day_in_seoul() -> None:
    assert clock.today() == (datetime.now(UTC) + timedelta(hours=9)).date()


def test_the_clock_of_the_database_moves_on_inside_a_transaction(app: Flask) -> None:
    connection = session().connection()
    first = clock.database_now(connection)
    connection.execute(
        text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<99999) SELECT max(i) FROM n")
    )
    assert clock.database_now(connection) > first
    assert first.utcoffset() == timedelta(0)


def test_a_token_is_long_enough_and_never_the_same() -> None:
    tokens = {chance.token(16) for _time in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {22}


def test_a_code_is_made_of_digits_that_all_come_up() -> None:
    codes = [chance.digits(6) for _time in range(2000)]
    assert {len(code) for code in codes} == {6}
    seen = Counter("".join(codes))
    assert set(seen) == set("0123456789")
    assert min(seen.values()) > 1000


def test_shuffling_keeps_every_thing_and_leaves_the_list_alone() -> None:
    things = list(range(50))
    orders = {tuple(chance.shuffled(things)) for _time in range(20)}
    assert all(sorted(order) == things for order in orders)
    assert len(orders) == 20
    assert things == list(range(50))


def test_a_lot_can_be_drawn_again_by_anybody() -> None:
    # printf '2026-11-24\n다' | sha256sum, and so on, sorted
    assert chance.drawn("2026-11-24", ["가", "나", "다", "라"]) == ["다", "나", "가", "라"]


@given(st.text(max_size=10), st.lists(st.text(max_size=5), unique=True, max_size=8), st.randoms())
def test_a_lot_does_not_depend_on_the_order_of_the_names(seed: str, names: list[str], random: object) -> None:
    turned = list(reversed(names))
    assert chance.drawn(seed, names) == chance.drawn(seed, turned)
    assert sorted(chance.drawn(seed, names)) == sorted(names)


def test_every_name_has_the_same_chance_in_a_lot() -> None:
    firsts = Counter(chance.drawn(str(seed), ["가", "나", "다"])[0] for seed in range(3000))
    assert all(count == pytest.approx(1000, abs=120) for count in firsts.values())


def test_another_clock_tells_the_time_until_it_is_put_away():
    noon = datetime(2030, 1, 1, 12, tzinfo=UTC)
    with clock.told_by(lambda: noon):
        assert clock.now() == noon
        assert clock.today().isoformat() == "2030-01-01"
    assert clock.now() != noon
