"""Reads of places: areas, and the calendar of their working days."""

from app.places.queries.areas import alley, alleys_of, dong, dong_with_code, dongs, gu, gus
from app.places.queries.calendar import (
    OFFICES,
    is_working_day,
    next_working_day,
    working_days_after,
    working_days_left,
)

__all__ = [
    "OFFICES",
    "alley",
    "alleys_of",
    "dong",
    "dong_with_code",
    "dongs",
    "gu",
    "gus",
    "is_working_day",
    "next_working_day",
    "working_days_after",
    "working_days_left",
]
