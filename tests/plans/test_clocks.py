"""The days round an assembly, against tables worked by hand with a wall calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.decisions.clocks import Measure, Term
from app.places.queries import OFFICES
from app.plans import clocks

FOURTEEN, MONTH = Term(14, Measure.DAYS), Term(1, Measure.MONTHS)
days = st.dates(date(2024, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("held", "last"),
    [
        (date(2026, 9, 8), date(2026, 9, 22)),  # Tuesday to Tuesday
        (date(2026, 6, 13), date(2026, 6, 29)),  # the 27th is a Saturday
        (date(2026, 9, 10), date(2026, 9, 28)),  # 추석 24 to 26, a Sunday after it
        (date(2026, 12, 18), date(2027, 1, 4)),  # New Year's Day is a Friday
        (date(2027, 1, 23), date(2027, 2, 10)),  # 설날 6 to 8 and its substitute, the 9th
    ],
)
def test_fourteen_days_leave_the_day_of_the_assembly_out_and_never_end_on_a_holiday(held, last):
    """민법 §§157, 161."""
    assert clocks.last_day(FOURTEEN, held, OFFICES) == last


@pytest.mark.parametrize(
    ("held", "last"),
    [
        (date(2026, 6, 13), date(2026, 7, 13)),  # the same day of the next month
        (date(2026, 1, 31), date(2026, 3, 3)),  # 28 February is a Saturday, then 삼일절 and its substitute
        (date(2026, 11, 30), date(2026, 12, 31)),  # from the first of a month to its last day
        (date(2026, 12, 1), date(2027, 1, 4)),  # over the end of the year
    ],
)
def test_a_month_of_an_ordinance_ends_on_the_same_day_of_the_next(held, last):
    """민법 §§157, 160, 161: one day later than a month of 민원처리법, whose first day counts."""
    assert clocks.last_day(MONTH, held, OFFICES) == last


@pytest.mark.parametrize(
    ("held", "begins"),
    [
        (date(2026, 9, 8), date(2026, 8, 7)),
        (date(2026, 6, 13), date(2026, 5, 12)),
        (date(2026, 3, 31), date(2026, 2, 27)),  # February has no 31st
        (date(2027, 1, 15), date(2026, 12, 14)),  # over the end of the year
        (date(2026, 6, 6), date(2026, 5, 4)),  # 어린이날 before it
        (date(2026, 2, 2), date(2025, 12, 31)),  # New Year's Day before it
    ],
)
def test_a_whole_month_lies_between_the_notice_and_the_assembly(held, begins):
    assert clocks.notice_by(held, OFFICES) == begins


@given(days)
def test_no_deadline_falls_on_a_day_when_nobody_works(held):
    for term in (FOURTEEN, MONTH, Term(30, Measure.DAYS)):
        assert OFFICES.is_working_day(clocks.last_day(term, held, OFFICES))
    assert OFFICES.is_working_day(clocks.notice_by(held, OFFICES))


@given(days)
def test_a_notice_is_at_least_twenty_nine_days_ahead(held):
    assert timedelta(days=29) <= held - clocks.notice_by(held, OFFICES) <= timedelta(days=45)


@given(days, st.integers(1, 60))
def test_a_later_assembly_never_has_an_earlier_deadline(held, later):
    after = held + timedelta(days=later)
    assert clocks.last_day(FOURTEEN, held, OFFICES) <= clocks.last_day(FOURTEEN, after, OFFICES)
    assert clocks.last_day(MONTH, held, OFFICES) <= clocks.last_day(MONTH, after, OFFICES)


def test_what_is_posted_stays_thirty_days_and_the_next_assembly_is_in_the_next_year():
    assert clocks.kept_until(date(2026, 12, 20)) == date(2027, 1, 19)
    assert clocks.assembly_again_by(date(2026, 9, 8)) == date(2027, 12, 31)
