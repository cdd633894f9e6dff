"""Meetings: agenda, attendance, remarks, resolutions and minutes; the journal that is written while one runs."""

from app.meetings.models.journal import MeetingEntry, MeetingRole
from app.meetings.models.offline import OfflineEntry
from app.meetings.models.sittings import (
    AgendaItem,
    Attendance,
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
    "Meeting",
    "MeetingEntry",
    "MeetingProposal",
    "MeetingRole",
    "OfflineEntry",
    "Remark",
    "Resolution",
    "SentOnce",
    "hands_told",
]
