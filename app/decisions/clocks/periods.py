"""The periods in which the law has an office answer, and what makes them longer.

민원 처리에 관한 법률 §19: five days or fewer run in hours of work, eight a day; six days or more run in days, the first
day counts, Saturdays and public holidays do not; months are those of the Civil Act and the first day counts. Periods
that other laws give in days of the calendar (청원법, ordinances) leave the first day out (민법 §157). An end on a
Saturday or public holiday moves to the next working day (민법 §161).

A supplement stops the clock: neither the day on which it was asked for nor the day on which it came counts (민원처리법
시행령 §20, 행정절차법 시행령 §11 ① 1). Hours stand still from the moment it was asked for until it came.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.decisions.clocks.hours import HOURS_A_DAY, ONE_DAY, Calendar, after_hours

MOST_DAYS_IN_HOURS = 5


class Measure(StrEnum):
    """What a period is counted in."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    DAYS = "days"


@dataclass(frozen=True)
class Term:
    """How long an office has; `value` is 1 or more."""

    value: int
    measure: Measure

    def __post_init__(self) -> None:
        """Raises ValueError for a period of nothing."""
        if self.value < 1:
            raise ValueError(f"a period has at least one of its measure, not {self.value}")

    @property
    def runs_in_hours(self) -> bool:
        """Whether the law counts it in hours of work."""
        few = self.measure is Measure.WORKING_DAYS and self.value <= MOST_DAYS_IN_HOURS
        return few or self.measure is Measure.HOURS


@dataclass(frozen=True, order=True)
class Pause:
    """The clock stood from the moment a supplement was asked for until it came."""

    since: datetime
    until: datetime

    def holds(self, day: date) -> bool:
        """Whether the day is one of those that do not count: from the first to the last, both among them."""
        return self.since.date() <= day <= self.until.date()


@dataclass(frozen=True)
class Due:
    """The last day for an answer; `at` is the moment where the period runs in hours."""

    on: date
    at: datetime | None = None


def end_of(
    term: Term, received_at: datetime, calendar: Calendar, *, longer: int = 0, pauses: Sequence[Pause] = ()
) -> Due:
    """When the period ends that began with the receipt.

    Moments are aware and of one wall clock, that of the office. `longer` is by how much it was extended, in its own
    measure.
    """
    stood = _joined(pauses)
    if term.runs_in_hours:
        hours = (term.value + longer) * (1 if term.measure is Measure.HOURS else HOURS_A_DAY)
        at = after_hours(hours, received_at, calendar, [(pause.since, pause.until) for pause in stood])
        return Due(at.date(), at)
    first, count = received_at.date(), term.value + longer
    if term.measure is Measure.WORKING_DAYS:
        return Due(_after_working_days(first, count, calendar, stood))
    if term.measure is Measure.MONTHS:
        nominal = _stretched(_after_months(first, count), first, stood)
    else:
        nominal = _stretched(first + count * ONE_DAY, first + ONE_DAY, stood)
    return Due(_moved_on(nominal, calendar, stood))


def _joined(pauses: Sequence[Pause]) -> list[Pause]:
    """In order, and those that overlap as one."""
    joined: list[Pause] = []
    for pause in sorted(pauses):
        if joined and pause.since <= joined[-1].until:
            joined[-1] = Pause(joined[-1].since, max(joined[-1].until, pause.until))
        else:
            joined.append(pause)
    return joined


def _after_working_days(first: date, count: int, calendar: Calendar, pauses: Sequence[Pause]) -> date:
    day, left = first - ONE_DAY, count
    while left:
        day += ONE_DAY
        left -= calendar.is_working_day(day) and not any(pause.holds(day) for pause in pauses)
    return day


def _after_months(first: date, months: int) -> date:
    """민법 §160: the eve of the same day, and where the last month has no such day, its last day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    try:
        return date(year, month + 1, first.day) - ONE_DAY
    except ValueError:  # no 31 June
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1) - ONE_DAY


def _stretched(nominal: date, first: date, pauses: Sequence[Pause]) -> date:
    """Later by each day from the first on that did not count; a day in two pauses is one."""
    for pause in pauses:
        since = max(pause.since.date(), first)
        if since <= nominal and pause.until.date() >= since:
            nominal += pause.until.date() - since + ONE_DAY
            first = pause.until.date() + ONE_DAY
    return nominal


def _moved_on(day: date, calendar: Calendar, pauses: Sequence[Pause]) -> date:
    """민법 §161; while the clock stands nothing ends either."""
    while not calendar.is_working_day(day) or any(pause.holds(day) for pause in pauses):
        day += ONE_DAY
    return day
