"""The spans of time that can be picked, and what a period is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.kernel import clock
from app.kernel.i18n import lazy
from app.kernel.states import Labelled


@dataclass(frozen=True)
class Period:
    """From the first moment of a day in Seoul on, as far as time has passed at `now`."""

    first: date
    now: datetime

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(), clock.SEOUL)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return self.now

    @property
    def last(self) -> date:
        """Its last day."""
        return clock.seoul(self.ends - timedelta(microseconds=1)).date()

    @property
    def counted_on(self) -> date:
        """The day from which it is seen: what was due before it is late."""
        return clock.seoul(self.ends).date()


class Span(Labelled):
    """Which days up to now are counted, the shorter spans first."""

    MONTH = "month", lazy("이번 달")
    QUARTER = "quarter", lazy("이번 분기")
    THREE_MONTHS = "three-months", lazy("지난 석 달")
    YEAR = "year", lazy("올해")
    TWELVE_MONTHS = "twelve-months", lazy("지난 열두 달")

    def until(self, now: datetime) -> Period:
        """The period that it is at a moment. A span of months begins on the day of the same number."""
        today = clock.seoul(now).date()
        first = {
            Span.MONTH: today.replace(day=1),
            Span.QUARTER: date(today.year, (today.month - 1) // 3 * 3 + 1, 1),
            Span.THREE_MONTHS: _back(today, 3),
            Span.YEAR: date(today.year, 1, 1),
            Span.TWELVE_MONTHS: _back(today, 12),
        }[self]
        return Period(first, now)


def span(text: str | None) -> Span:
    """The span of an address; three months where it names none."""
    return Span(text) if text in {one.value for one in Span} else Span.THREE_MONTHS


def _back(today: date, months: int) -> date:
    """The day of the same number so many months ago, or the first of the next month where that has none."""
    count = today.year * 12 + today.month - 1 - months
    month = date(count // 12, count % 12 + 1, 1)
    following = (month + timedelta(days=31)).replace(day=1)
    return min(month + timedelta(days=today.day - 1), following)
