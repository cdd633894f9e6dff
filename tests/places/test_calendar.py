"""The days on which an office works, and the ends of the periods that the law counts in them.

The dates are those of the official calendars (관공서의 공휴일에 관한 규정) of 2025 to 2027.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import SEOUL
from app.places.queries import (
    due_after_months,
    due_at,
    due_on,
    is_working_day,
    next_working_day,
    working_days_after,
    working_days_left,
)

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
HOLIDAYS = [
    "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30",  # 임시공휴일, 설날
    "2025-03-03", "2025-05-05", "2025-05-06",  # 삼일절 대체, 어린이날과 부처님오신날, 대체
    "2025-06-03",  # 대통령 선거
    "2025-10-03", "2025-10-06", "2025-10-07", "2025-10-08", "2025-10-09",  # 개천절, 추석, 대체, 한글날
    "2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18",  # 설날
    "2026-03-02", "2026-05-05", "2026-05-25", "2026-06-03", "2026-08-17",  # 대체, 어린이날, 대체, 지방선거, 대체
    "2026-09-24", "2026-09-25", "2026-10-05", "2026-10-09", "2026-12-25",  # 추석, 개천절 대체, 한글날, 성탄절
    "2027-02-08", "2027-02-09", "2027-09-14", "2027-09-15", "2027-09-16", "2027-10-04", "2027-10-11",
]  # fmt: skip
WORKING_DAYS = [
    "2025-01-31", "2025-05-07", "2025-10-02", "2025-10-10", "2026-01-02", "2026-02-13", "2026-02-19", "2026-03-03",
    "2026-06-08", "2026-09-23", "2026-09-28", "2026-11-24", "2026-12-24", "2026-12-31", "2027-02-05", "2027-02-10",
]  # fmt: skip


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("text", HOLIDAYS)
def test_no_office_works_on_a_public_holiday(text: str) -> None:
    assert not is_working_day(day(text))


@pytest.mark.parametrize("text", WORKING_DAYS)
def test_an_office_works_on_the_days_around_the_holidays(text: str) -> None:
    assert is_working_day(day(text))


@pytest.mark.parametrize("text", ["2026-11-28", "2026-11-29", "2026-06-06"])
def test_no_office_works_on_a_saturday_or_sunday(text: str) -> None:
    assert not is_working_day(day(text))


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("2026-11-24", "2026-11-24"),
        ("2026-11-28", "2026-11-30"),
        ("2026-02-14", "2026-02-19"),  # 설날
        ("2025-10-03", "2025-10-10"),  # 개천절 to 한글날
        ("2026-12-25", "2026-12-28"),
    ],
)
def test_the_next_working_day_jumps_over_the_holidays(text: str, following: str) -> None:
    assert next_working_day(day(text)) == day(following)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23", 14, "2026-12-10"),  # 건의민원: the Monday itself is the first of fourteen days
        ("2026-11-21", 14, "2026-12-10"),  # received on a Saturday: Monday is the first
        ("2026-11-22", 14, "2026-12-10"),
        ("2026-11-24", 14, "2026-12-11"),
        ("2026-09-21", 14, "2026-10-14"),  # over 추석, 개천절 and 한글날
        ("2026-02-12", 7, "2026-02-25"),  # 고충민원 over 설날
        ("2026-12-23", 6, "2026-12-31"),
        ("2026-12-24", 7, "2027-01-05"),  # over 성탄절 and 신정
        ("2025-09-30", 7, "2025-10-15"),  # over the week of 추석
    ],
)
def test_a_period_of_days_counts_the_first_day_and_leaves_out_the_holidays(received: str, days: int, due: str) -> None:
    assert due_on(day(received), days) == day(due)


@pytest.mark.parametrize("days", [5, 1, 0, -1])
def test_a_period_of_five_days_or_fewer_runs_in_hours(days: int) -> None:
    with pytest.raises(ValueError, match="hours of work"):
        due_on(day("2026-11-23"), days)


@pytest.mark.parametrize(
    ("received", "months", "due"),
    [
        ("2026-11-16", 1, "2026-12-15"),  # 국민제안: a month from the 16th ends on the 15th
        ("2026-01-15", 1, "2026-02-19"),  # the 14th is a Saturday, then 설날
        ("2026-10-01", 1, "2026-11-02"),  # 31 October is a Saturday
        ("2026-12-01", 1, "2026-12-31"),
        ("2026-01-31", 1, "2026-03-03"),  # no 31 February: the 28th, a Saturday, then 삼일절 and its substitute
        ("2024-01-30", 1, "2024-02-29"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-12-15", 2, "2027-02-15"),  # the 14th is a Sunday
        ("2026-11-30", 3, "2027-03-02"),  # no 30 February: the 28th, a Sunday, then 삼일절
        ("2026-05-04", 12, "2027-05-03"),  # 3 May 2027 stands in for 노동절
    ],
)
def test_a_period_of_months_ends_on_the_eve_of_the_same_day(received: str, months: int, due: str) -> None:
    expected = next_working_day(day(due))
    assert due_after_months(day(received), months) == expected


def test_a_period_of_no_months_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        due_after_months(day("2026-11-23"), 0)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23 16:00", 1, "2026-11-24 16:00"),
        ("2026-11-23 09:00", 1, "2026-11-23 18:00"),
        ("2026-11-23 07:30", 1, "2026-11-23 18:00"),  # before the office opens
        ("2026-11-23 20:00", 1, "2026-11-24 18:00"),  # after it has closed
        ("2026-11-23 12:30", 1, "2026-11-24 12:00"),  # at noon the clock stands
        ("2026-11-27 17:00", 1, "2026-11-30 17:00"),  # over a weekend
        ("2026-11-28 10:00", 1, "2026-11-30 18:00"),  # received on a Saturday
        ("2026-09-23 14:00", 3, "2026-09-30 14:00"),  # over 추석
        ("2026-11-23 10:30", 5, "2026-11-30 10:30"),
    ],
)
def test_a_short_period_runs_in_hours_of_work(received: str, days: int, due: str) -> None:
    assert due_at(at(received), days) == at(due)


def test_a_moment_in_utc_is_read_on_the_clock_of_seoul() -> None:
    assert due_at(datetime(2026, 11, 23, 7, 0, tzinfo=UTC), 1) == at("2026-11-24 16:00")


@pytest.mark.parametrize("days", [0, 6, -1])
def test_a_long_period_does_not_run_in_hours(days: int) -> None:
    with pytest.raises(ValueError, match="do not run in hours"):
        due_at(at("2026-11-23 09:00"), days)


def test_working_days_after_a_day_leave_that_day_out() -> None:
    assert working_days_after(day("2026-11-23"), 1) == day("2026-11-24")
    assert working_days_after(day("2026-11-27"), 1) == day("2026-11-30")
    with pytest.raises(ValueError, match="at least one day"):
        working_days_after(day("2026-11-23"), 0)


@pytest.mark.parametrize(
    ("today", "due", "left"),
    [
        ("2026-11-23", "2026-11-24", 1),
        ("2026-11-27", "2026-11-30", 1),
        ("2026-11-24", "2026-11-24", 0),
        ("2026-11-30", "2026-11-27", -1),
        ("2026-11-23", "2026-12-10", 13),
    ],
)
def test_a_countdown_counts_working_days(today: str, due: str, left: int) -> None:
    assert working_days_left(day(today), day(due)) == left


@given(DAYS, st.integers(6, 40))
def test_a_period_of_days_holds_exactly_so_many_working_days(received: date, days: int) -> None:
    due = due_on(received, days)
    span = [received + timedelta(days=n) for n in range((due - received).days + 1)]
    assert sum(is_working_day(one) for one in span) == days
    assert is_working_day(due)


@given(DAYS, st.integers(1, 24))
def test_a_period_of_months_ends_on_a_working_day_near_its_eve(received: date, months: int) -> None:
    due = due_after_months(received, months)
    assert is_working_day(due)
    assert timedelta(days=28 * months - 1) <= due - received <= timedelta(days=31 * months + 10)


@given(DAYS)
def test_a_later_receipt_never_ends_earlier(received: date) -> None:
    following = received + timedelta(days=1)
    assert due_on(received, 14) <= due_on(following, 14)
    assert due_after_months(received, 1) <= due_after_months(following, 1)
