"""The days on which an office works, and the ends of the periods that the law counts in them.

Periods are those of 민원 처리에 관한 법률 §19: five days or fewer run in hours of work, eight a day; six days or
more run in days, the first day counts, Saturdays and public holidays do not; months are those of the Civil Act
(민법 §§159-161), the first day counts, and an end on a Saturday or public holiday moves to the next working day.

Public holidays (관공서의 공휴일에 관한 규정, with substitute days and election days) come from the `holidays`
package. It cannot know a one-off holiday (임시공휴일) that the government names after its release, such as
2025-01-27: until the package is brought up to date a period then ends a day early, which is never too late.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

from holidays import country_holidays

from app.kernel.clock import SEOUL, seoul

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
# 국가공무원 복무규정 §9: 09:00 to 18:00 with an hour at noon
_OFFICE_HOURS = ((time(9), time(12)), (time(13), time(18)))
MOST_DAYS_IN_HOURS, HOURS_A_DAY = 5, 8


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("KR", years=year))


def is_working_day(day: date) -> bool:
    """Whether a dong centre works on the day: neither a Saturday nor a public holiday (Sundays are)."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself where the office works on it, else the first day after it on which it does."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def working_days_after(start: date, count: int) -> date:
    """The working day that many working days after `start`; `start` does not count. `count` is 1 or more."""
    if count < 1:
        raise ValueError(f"a period has at least one day, not {count}")
    day = start
    for _step in range(count):
        day = next_working_day(day + _ONE_DAY)
    return day


def working_days_left(today: date, due: date) -> int:
    """Working days from the day after `today` to `due`, both for a countdown; negative when it is past due."""
    if due < today:
        return -working_days_left(due, today)
    return sum(is_working_day(today + timedelta(days=n)) for n in range(1, (due - today).days + 1))


def due_on(received_on: date, days: int) -> date:
    """The last day of a period of six days or more: the day of receipt counts if it is a working day.

    Raises ValueError for five days or fewer, which run in hours: see `due_at`.
    """
    if days <= MOST_DAYS_IN_HOURS:
        raise ValueError(f"{days} days run in hours of work: 민원 처리에 관한 법률 §19 (1)")
    return working_days_after(received_on - _ONE_DAY, days)


def due_after_months(received_on: date, months: int) -> date:
    """The last day of a period of months: the day of receipt counts, so a month from the 15th ends on the 14th.

    민법 §160: where the last month has no such day, its last day; §161: an end on a Saturday or public holiday
    moves to the next working day. `months` is 1 or more.
    """
    if months < 1:
        raise ValueError(f"a period has at least one month, not {months}")
    year, month = divmod(received_on.year * 12 + received_on.month - 1 + months, 12)
    try:
        last = date(year, month + 1, received_on.day) - _ONE_DAY
    except ValueError:  # no 31 June: the month's own last day
        year, month = divmod(year * 12 + month + 1, 12)
        last = date(year, month + 1, 1) - _ONE_DAY
    return next_working_day(last)


def due_at(received_at: datetime, days: int) -> datetime:
    """The moment at which a period of at most five days ends, eight hours of work a day from the moment of receipt.

    Takes and gives aware moments; the result is in Seoul time. Raises ValueError for more than five days.
    """
    if not 1 <= days <= MOST_DAYS_IN_HOURS:
        raise ValueError(f"{days} days do not run in hours of work: 민원 처리에 관한 법률 §19 (1)")
    left, now = timedelta(hours=days * HOURS_A_DAY), seoul(received_at)
    day = next_working_day(now.date())
    while True:
        for opens, closes in _OFFICE_HOURS:
            start = max(now, datetime.combine(day, opens, SEOUL))
            end = datetime.combine(day, closes, SEOUL)
            if left <= end - start:
                return start + left
            left -= max(end - start, timedelta())
        day = next_working_day(day + _ONE_DAY)
