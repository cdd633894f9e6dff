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
from app.meetings.models.divisions import (
    Division,
    Voice,
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
    channels_told,
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
from app.meetings.models.thermometers import (
    Reading,
    Thermometer,
)

__all__ = [
    "CHANNEL",
    "Addendum",
    "AgendaItem",
    "Attendance",
    "Booking",
    "Division",
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
    "Reading",
    "Recusal",
    "Remark",
    "Resolution",
    "SealedMinutes",
    "SentOnce",
    "Thermometer",
    "Voice",
    "channels_told",
    "hands_told",
]
