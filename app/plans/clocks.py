"""The days that ordinances set round an assembly: pure arithmetic over days and a calendar of working days.

Periods of ordinances leave their first day out (민법 §157) and end on the next working day where they would end on
a Saturday or public holiday (민법 §161). 민원처리법 counts the first day of months; ordinances do not.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from app.decisions.clocks import Calendar, Measure, Term, end_of

ONE_DAY = timedelta(days=1)
MONTHS_OF_NOTICE = 1
POSTING = Term(14, Measure.DAYS)  # result and minutes (성동 2024, 대덕 2023, 고양 2026)
KEPT_DAYS = 30  # that they stand on the board or the homepage
USUAL_SENDING = Term(14, Measure.DAYS)  # 대덕, 고양; 성동 has 1 month


def last_day(term: Term, since: date, calendar: Calendar) -> date:
    """The last day of a period of an ordinance that an event of the day has begun."""
    first = since + ONE_DAY if term.measure is Measure.MONTHS else since
    return end_of(term, datetime.combine(first, time()), calendar).on


def notice_by(assembly_on: date, calendar: Calendar) -> date:
    """The last day on which publicity "from one month before" may begin: a whole month lies between.

    Counted backwards, and on a Saturday or public holiday moved to the working day before: never too late.
    """
    year, month = divmod(assembly_on.year * 12 + assembly_on.month - 1 - MONTHS_OF_NOTICE, 12)
    day = date(year, month + 1, min(assembly_on.day, monthrange(year, month + 1)[1])) - ONE_DAY
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return day


def kept_until(posted_on: date) -> date:
    """The last day on which what was posted has to stand there."""
    return posted_on + KEPT_DAYS * ONE_DAY


def assembly_again_by(assembly_on: date) -> date:
    """An assembly is held every year: by the end of the next one."""
    return date(assembly_on.year + 1, 12, 31)
