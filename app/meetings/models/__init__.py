"""Meetings: agenda, attendance, remarks, resolutions and minutes."""

from app.meetings.models.attendance import Attendance, Knock, Recusal
from app.meetings.models.meetings import AgendaItem, Meeting, Remark, Resolution, SentOnce, hands_told

__all__ = [
    "AgendaItem",
    "Attendance",
    "Knock",
    "Meeting",
    "Recusal",
    "Remark",
    "Resolution",
    "SentOnce",
    "hands_told",
]
