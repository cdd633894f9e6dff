"""Meetings: agenda, attendance, remarks, resolutions and minutes; the journal that is written while one runs."""

from app.meetings.models.announcing import (
    CHANNEL,
)
from app.meetings.models.attendance import (
    Attendance,
    Knock,
    Recusal,
)
from app.meetings.models.before import (
    Booking,
    Invitee,
    Posting,
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
from app.meetings.models.minutes import (
    Addendum,
    LineCorrection,
    LineVersion,
    Minutes,
    MinutesDesk,
    MinutesLine,
    SealedMinutes,
)
from app.meetings.models.offline import (
    OfflineEntry,
)

__all__ = [
    "CHANNEL",
    "Addendum",
    "AgendaItem",
    "Attendance",
    "Booking",
    "Invitee",
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
    "OfflineEntry",
    "Posting",
    "Recusal",
    "Remark",
    "Resolution",
    "SealedMinutes",
    "SentOnce",
    "hands_told",
]
