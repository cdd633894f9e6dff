"""Meetings: agenda, attendance, remarks, resolutions and minutes; the journal that is written while one runs."""

from app.meetings.models.announcing import CHANNEL
from app.meetings.models.journal import MeetingEntry, MeetingRole
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
    "CHANNEL",
    "AgendaItem",
    "Attendance",
    "Meeting",
    "MeetingEntry",
    "MeetingProposal",
    "MeetingRole",
    "Remark",
    "Resolution",
    "SentOnce",
    "hands_told",
]
