"""Hours of work: 09:00 to 18:00 with an hour at noon, eight a day.

민원 처리에 관한 법률 §19 ①; 국가공무원 복무규정 §9.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol

OFFICE_HOURS = ((time(9), time(12)), (time(13), time(18)))
HOURS_A_DAY = 8
ONE_DAY = timedelta(days=1)
NOTHING = timedelta()
Span = tuple[datetime, datetime]


class Calendar(Protocol):
    """Which days an office works on."""

    def is_working_day(self, day: date) -> bool:
        """Whether it is neither a Saturday nor a public holiday."""


def after_hours(hours: int, since: datetime, calendar: Calendar, pauses: Sequence[Span]) -> datetime:
    """The moment at which so many hours of work have passed; what lies in a pause does not pass."""
    left = timedelta(hours=hours)
    for opens, closes in _work(since, calendar, pauses):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    raise AssertionError("the working days of an office never end")


def hours_left(now: datetime, due_at: datetime, calendar: Calendar) -> int:
    """Whole hours of work from now to the moment; 0 once it is past. Both are moments of one wall clock."""
    passed = NOTHING
    for opens, closes in _work(now, calendar, ()):
        if opens >= due_at:
            break
        passed += min(closes, due_at) - opens
    return int(passed / timedelta(hours=1))


def _work(since: datetime, calendar: Calendar, pauses: Sequence[Span]) -> Iterator[Span]:
    """The spans of work from a moment on, for ever, without the pauses."""
    day = since.date()
    while True:
        for opens, closes in OFFICE_HOURS if calendar.is_working_day(day) else ():
            start = max(since, datetime.combine(day, opens, since.tzinfo))
            end = datetime.combine(day, closes, since.tzinfo)
            yield from _without(pauses, (start, end))
        day += ONE_DAY


def _without(pauses: Sequence[Span], span: Span) -> Iterator[Span]:
    """The span without what the pauses, which are in order and do not overlap, take out of it."""
    start, end = span
    for since, until in pauses:
        if since < end and until > start:
            if since > start:
                yield start, since
            start = until
    if start < end:
        yield start, end
