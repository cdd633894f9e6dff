"""Legal periods held against a slow count of its own: day by day, and minute by minute."""

from datetime import date, datetime, timedelta

from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from app.decisions.clocks import Measure, Pause, Term, end_of
from app.kernel.clock import SEOUL
from app.places.queries import OFFICES

FREE = {day for year in range(2023, 2032) for day in country_holidays("KR", years=year)}
ONE_DAY = timedelta(days=1)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 6, 30), timezones=st.just(SEOUL))
LENGTHS = st.timedeltas(timedelta(0), timedelta(days=40))


def works(one: date) -> bool:
    return one.weekday() < 5 and one not in FREE


def stands(one: date, pauses: list[Pause]) -> bool:
    return any(pause.since.date() <= one <= pause.until.date() for pause in pauses)


def slow_days(first: date, count: int, pauses: list[Pause], counts_free: bool) -> date:
    """Walk from the first day on, marking each day that counts, until there are so many."""
    marked, one = [], first
    while len(marked) < count:
        if not stands(one, pauses) and (counts_free or works(one)):
            marked.append(one)
        one += ONE_DAY
    end = marked[-1]
    while not works(end) or stands(end, pauses):
        end += ONE_DAY
    return end


def slow_hours(since: datetime, hours: int, pauses: list[Pause]) -> datetime:
    """Walk minute by minute; a minute counts where the office is open and the clock runs."""
    left, minute = hours * 60, since
    while left:
        open_ = works(minute.date()) and (9 <= minute.hour < 12 or 13 <= minute.hour < 18)
        left -= open_ and not any(pause.since <= minute < pause.until for pause in pauses)
        minute += timedelta(minutes=1)
    return minute


def whole_minutes(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


@st.composite
def standing(draw: st.DrawFn) -> tuple[datetime, list[Pause]]:
    received, pauses, since = whole_minutes(draw(MOMENTS)), [], None
    since = received
    for _number in range(draw(st.integers(0, 3))):
        since += draw(LENGTHS)
        until = since + draw(LENGTHS)
        pauses.append(Pause(whole_minutes(since), whole_minutes(until)))
        since = until
    return received, pauses


@given(standing(), st.integers(6, 60), st.integers(0, 30))
def test_working_days_agree_with_a_count_day_by_day(
    given_: tuple[datetime, list[Pause]], days: int, longer: int
) -> None:
    received, pauses = given_
    found = end_of(Term(days, Measure.WORKING_DAYS), received, OFFICES, longer=longer, pauses=pauses)
    assert found.on == slow_days(received.date(), days + longer, pauses, counts_free=False)
    assert found.at is None


@given(standing(), st.integers(1, 180))
def test_days_of_the_calendar_agree_with_a_count_day_by_day(given_: tuple[datetime, list[Pause]], days: int) -> None:
    received, pauses = given_
    found = end_of(Term(days, Measure.DAYS), received, OFFICES, pauses=pauses).on
    assert found == slow_days(received.date() + ONE_DAY, days, pauses, counts_free=True)


@given(standing(), st.integers(1, 24))
def test_months_agree_with_a_count_day_by_day(given_: tuple[datetime, list[Pause]], months: int) -> None:
    received, pauses = given_
    first = received.date()
    year, month = first.year + (first.month - 1 + months) // 12, (first.month - 1 + months) % 12 + 1
    last_of_month = (date(year + month // 12, month % 12 + 1, 1) - ONE_DAY).day
    eve = date(year, month, first.day) - ONE_DAY if first.day <= last_of_month else date(year, month, last_of_month)
    found = end_of(Term(months, Measure.MONTHS), received, OFFICES, pauses=pauses).on
    assert found == slow_days(first, (eve - first).days + 1, pauses, counts_free=True)


@settings(max_examples=30, deadline=None)
@given(standing(), st.integers(1, 5))
def test_hours_agree_with_a_count_minute_by_minute(given_: tuple[datetime, list[Pause]], days: int) -> None:
    received, pauses = given_
    found = end_of(Term(days, Measure.WORKING_DAYS), received, OFFICES, pauses=pauses).at
    assert found == slow_hours(received, days * 8, pauses)


@given(MOMENTS, st.integers(1, 60), st.sampled_from(list(Measure)))
def test_a_later_receipt_never_ends_earlier(received: datetime, value: int, measure: Measure) -> None:
    early, late = (end_of(Term(value, measure), moment, OFFICES) for moment in (received, received + ONE_DAY))
    assert early.on <= late.on
    assert works(early.on)
