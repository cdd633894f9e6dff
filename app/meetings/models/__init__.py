"""Meetings: agenda, attendance, remarks, resolutions and minutes; the journal that is written while one runs."""

from app.meetings.models.attendance import (
    Attendance,
    Knock,
    Recusal,
)
from app.meetings.models.journal import (
    TRIGGERS,
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
from app.meetings.models.minutes import (
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
    "Knock",
    "LineCorrection",
    "LineVersion",
    "Meeting",
    "MeetingEntry",
    "MeetingProposal",
    "MeetingRole",
    "Minutes",
    "MinutesDesk",
    "MinutesLine",
    "Recusal",
    "Remark",
    "Resolution",
    "SealedMinutes",
    "SentOnce",
    "hands_told",
]
