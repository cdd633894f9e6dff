"""Tables of meetings."""

from app.meetings.models.meeting import AgendaItem, Attendance, Meeting, Remark, Resolution, SentOnce, hands_told
from app.meetings.models.minutes import (
    TRIGGERS,
    Addendum,
    LineCorrection,
    LineVersion,
    Minutes,
    MinutesDesk,
    MinutesLine,
    SealedMinutes,
)

__all__ = [
    "TRIGGERS",
    "Addendum",
    "AgendaItem",
    "Attendance",
    "LineCorrection",
    "LineVersion",
    "Meeting",
    "Minutes",
    "MinutesDesk",
    "MinutesLine",
    "Remark",
    "Resolution",
    "SealedMinutes",
    "SentOnce",
    "hands_told",
]
