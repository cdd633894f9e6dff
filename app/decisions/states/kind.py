"""What the time for an answer of a kind is counted in."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled


class Unit(Labelled):
    """What the time for an answer is counted in; the words are those of clocks.Measure."""

    HOURS = "hours", lazy("근무시간")
    WORKING_DAYS = "working_days", lazy("일 (토요일·공휴일 빼고)")
    MONTHS = "months", lazy("개월")
    DAYS = "days", lazy("일 (달력대로)")
