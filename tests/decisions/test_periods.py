"""Legal periods held against tables that were worked by hand on the official calendars.

Sources: 민원 처리에 관한 법률 §19, its 시행령 §§13-24, 국민제안규정 §§4-6, 청원법 §21, 민법 §§157-161,
행정절차법 시행령 §11.
"""

from datetime import date, datetime

import pytest

from app.decisions.clocks import Measure, Pause, Term, end_of, hours_left
from app.kernel.clock import SEOUL
from app.places.queries import OFFICES


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


def day(text: str) -> date:
    return date.fromisoformat(text)


def due(term: int, measure: Measure, received: str, **more: object) -> date:
    return end_of(Term(term, measure), at(f"{received} 10:00"), OFFICES, **more).on  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2026-11-23", 14, "2026-12-10"),  # the Monday itself is the first of fourteen days
        ("2026-11-21", 14, "2026-12-10"),  # a Saturday: Monday is the first
        ("2026-02-13", 14, "2026-03-10"),  # Seollal 16-18 February; 2 March stands in for 삼일절, a Sunday
        ("2026-02-12", 7, "2026-02-25"),  # 고충민원 over Seollal
        ("2025-01-31", 7, "2025-02-10"),  # the day after Seollal 2025
        ("2026-09-21", 14, "2026-10-14"),  # Chuseok 24-25 September, 5 October for 개천절, 9 October
        ("2025-09-30", 7, "2025-10-15"),  # 3 October, Chuseok 6-8, 9 October
        ("2026-12-24", 7, "2027-01-05"),  # over Christmas and the year's end
        ("2024-02-27", 7, "2024-03-07"),  # 29 February counts, 1 March does not
        ("2026-05-22", 6, "2026-06-01"),  # 25 May stands in for 부처님오신날, a Sunday
    ],
)
def test_six_days_or_more_count_the_first_day_and_no_saturday_or_holiday(
    received: str, days: int, expected: str
) -> None:
    """민원 처리에 관한 법률 §19 ②: 6일 이상은 "일" 단위, 첫날을 산입하되 공휴일과 토요일은 산입하지 않는다."""
    assert due(days, Measure.WORKING_DAYS, received) == day(expected)


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2026-11-23 16:00", 1, "2026-11-24 16:00"),
        ("2026-11-23 09:00", 1, "2026-11-23 18:00"),
        ("2026-11-23 12:30", 1, "2026-11-24 12:00"),  # the hour at noon is no hour of work
        ("2026-11-23 20:00", 1, "2026-11-24 18:00"),
        ("2026-11-27 17:00", 1, "2026-11-30 17:00"),  # over a weekend
        ("2026-11-28 10:00", 1, "2026-11-30 18:00"),  # a Saturday
        ("2026-09-23 14:00", 3, "2026-09-30 14:00"),  # over Chuseok
        ("2026-11-23 10:30", 5, "2026-11-30 10:30"),
        ("2026-12-31 15:00", 2, "2027-01-05 15:00"),  # over 1 January and a weekend
    ],
)
def test_five_days_or_fewer_run_in_hours_of_work(received: str, days: int, expected: str) -> None:
    """민원 처리에 관한 법률 §19 ①: 5일 이하는 "시간" 단위, 공휴일과 토요일은 산입하지 않고 1일은 8시간."""
    assert end_of(Term(days, Measure.WORKING_DAYS), at(received), OFFICES).at == at(expected)


@pytest.mark.parametrize(
    ("received", "months", "expected"),
    [
        ("2026-11-16", 1, "2026-12-15"),  # a month from the 16th ends on the 15th
        ("2026-01-15", 1, "2026-02-19"),  # the 14th is a Saturday, then Seollal
        ("2026-10-01", 1, "2026-11-02"),  # 31 October is a Saturday
        ("2026-12-01", 1, "2026-12-31"),
        ("2026-01-31", 1, "2026-03-03"),  # no 31 February: the 28th, a Saturday, then 삼일절 and its substitute
        ("2024-01-30", 1, "2024-02-29"),  # a leap year
        ("2024-01-31", 1, "2024-02-29"),  # no 31 February: its last day
        ("2023-02-28", 12, "2024-02-27"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-15", 2, "2027-02-15"),  # the 14th is a Sunday
        ("2026-11-30", 3, "2027-03-02"),  # no 30 February: the 28th, a Sunday, then 삼일절
    ],
)
def test_months_end_on_the_eve_of_the_same_day(received: str, months: int, expected: str) -> None:
    """민원 처리에 관한 법률 §19 ③: 주·월·연은 첫날을 산입하되 민법 §§159-161을 준용한다; 국민제안규정 §6 ①: 1개월."""
    assert due(months, Measure.MONTHS, received) == day(expected)


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2026-06-01", 30, "2026-07-01"),
        ("2026-04-05", 30, "2026-05-06"),  # 5 May is Children's Day
        ("2026-11-28", 90, "2027-02-26"),  # a petition over the year's end
        ("2024-01-31", 30, "2024-03-04"),  # 1 March, a Friday, is 삼일절
        ("2026-06-30", 90, "2026-09-28"),
    ],
)
def test_days_of_the_calendar_leave_the_first_day_out(received: str, days: int, expected: str) -> None:
    """민법 §157 (초일 불산입), §161 (토요일·공휴일이면 다음 날); 청원법 §21 ②: 90일."""
    assert due(days, Measure.DAYS, received) == day(expected)


def test_a_petition_is_extended_by_sixty_days() -> None:
    """청원법 §21 ③: 60일의 범위에서 한 차례만."""
    assert due(90, Measure.DAYS, "2026-11-28", longer=60) == day("2027-04-27")


def test_a_suggestion_that_is_extended_has_twenty_eight_days() -> None:
    """민원처리법 시행령 §21 ①: 그 민원의 처리기간의 범위에서 한 차례. 14 more working days after 10 December 2026."""
    assert due(14, Measure.WORKING_DAYS, "2026-11-23", longer=14) == day("2026-12-31")


@pytest.mark.parametrize(
    ("asked", "came", "expected"),
    [
        ("2026-11-25 14:00", "2026-11-30 09:30", "2026-12-16"),  # 25, 26, 27 and 30 November do not count
        ("2026-11-23 16:00", "2026-11-23 17:00", "2026-12-11"),  # asked and answered on one day: that day
        ("2026-11-28 10:00", "2026-11-29 10:00", "2026-12-10"),  # a weekend would not have counted anyway
        ("2026-12-10 17:00", "2026-12-14 09:00", "2026-12-15"),  # asked on the last day: one day is left
    ],
)
def test_a_supplement_takes_both_its_days_out_of_the_count(asked: str, came: str, expected: str) -> None:
    """행정절차법 시행령 §11 ① 1: 보완을 위하여 발송한 날과 도달한 날을 포함한다. 14 days from 23 November 2026."""
    assert due(14, Measure.WORKING_DAYS, "2026-11-23", pauses=[Pause(at(asked), at(came))]) == day(expected)


def test_a_supplement_makes_a_month_longer_by_its_days() -> None:
    """국민제안규정 §4 ④: 보완에 걸리는 기간은 산입하지 않는다. Asked on one day, answered ten days later."""
    pause = Pause(at("2026-11-20 10:00"), at("2026-11-30 10:00"))  # eleven days
    assert due(1, Measure.MONTHS, "2026-11-16", pauses=[pause]) == day("2026-12-28")  # the 26th is a Saturday


def test_hours_stand_still_while_a_supplement_is_awaited() -> None:
    pause = Pause(at("2026-11-23 10:00"), at("2026-11-24 15:00"))
    due_at = end_of(Term(1, Measure.WORKING_DAYS), at("2026-11-23 09:00"), OFFICES, pauses=[pause]).at
    assert due_at == at("2026-11-25 14:00")  # one hour on Monday, three on Tuesday, four on Wednesday


def test_eight_hours_to_pass_on_are_a_day_of_work() -> None:
    """민원처리법 시행령 §13 ③: 8근무시간 이내에 소관 행정기관에 이송."""
    assert end_of(Term(8, Measure.HOURS), at("2026-11-27 15:00"), OFFICES).at == at("2026-11-30 15:00")


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-11-23 16:00", 8),
        ("2026-11-24 15:30", 0),
        ("2026-11-24 09:00", 6),
        ("2026-11-24 17:00", 0),
    ],
)
def test_hours_left_are_hours_of_work(now: str, left: int) -> None:
    assert hours_left(at(now), at("2026-11-24 16:00"), OFFICES) == left


@pytest.mark.parametrize("value", [0, -1])
def test_a_period_of_nothing_is_a_mistake(value: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Term(value, Measure.MONTHS)
