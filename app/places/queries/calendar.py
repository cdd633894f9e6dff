"""The days on which an office works; the periods that the law counts in them are in app/decisions/clocks.

Public holidays (관공서의 공휴일에 관한 규정, with substitute days and election days) come from the `holidays`
package. It cannot know a one-off holiday (임시공휴일) that the government names after its release, such as
2025-01-27: until the package is brought up to date a period then ends a day early, which is never too late.
"""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


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


class OfficeCalendar:
    """The working days of an office, for arithmetic that knows no `holidays` package."""

    def is_working_day(self, day: date) -> bool:
        """Whether an office works on the day."""
        return is_working_day(day)


OFFICES = OfficeCalendar()
