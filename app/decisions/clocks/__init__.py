"""When an answer is due: pure arithmetic over moments, days and a calendar of working days."""

from app.decisions.clocks.hours import Calendar, hours_left
from app.decisions.clocks.periods import Due, Measure, Pause, Term, end_of

__all__ = ["Calendar", "Due", "Measure", "Pause", "Term", "end_of", "hours_left"]
