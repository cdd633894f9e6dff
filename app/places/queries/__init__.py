"""Reads of places: areas, and the calendar of their working days."""

from app.places.queries.areas import alley, alleys_of, dong, dong_with_code, dongs
from app.places.queries.calendar import (
    due_after_months,
    due_at,
    due_on,
    is_working_day,
    next_working_day,
    working_days_after,
    working_days_left,
)

__all__ = [
    "alley",
    "alleys_of",
    "dong",
    "dong_with_code",
    "dongs",
    "due_after_months",
    "due_at",
    "due_on",
    "is_working_day",
    "next_working_day",
    "working_days_after",
    "working_days_left",
]
