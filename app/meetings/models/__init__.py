"""Meetings: agenda, attendance, remarks, resolutions and minutes; the journal that is written while one runs."""

from app.meetings.models.attendance import (
    Attendance,
    Knock,
    Recusal,
)
from app.meetings.models.journal import (
    MeetingEntry,
    MeetingRole,
)
from app.meetings.models.meetings import (
    AgendaItem,
    Meeting,
    MeetingProposal,
    Remark,
    Resolution,
    SentOnce,
    hands_told,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Knock",
    "Meeting",
    "MeetingEntry",
    "MeetingProposal",
    "MeetingRole",
    "Recusal",
    "Remark",
    "Resolution",
    "SentOnce",
    "hands_told",
]
