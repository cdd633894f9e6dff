"""The days on which an office works; the periods counted in them are in tests/decisions/test_periods.py.

The dates are those of the official calendars (관공서의 공휴일에 관한 규정) of 2025 to 2027.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places.queries import OFFICES, is_working_day, next_working_day, working_days_after, working_days_left

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


@given(DAYS)
def test_the_calendar_of_the_offices_is_this_one(one: date) -> None:
    assert OFFICES.is_working_day(one) == is_working_day(one)
