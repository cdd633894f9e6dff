"""Tables of meetings: the sitting itself, and what is prepared before it."""

from app.meetings.models.before import Booking, Invitee, Posting
from app.meetings.models.meeting import AgendaItem, Attendance, Meeting, Remark, Resolution, SentOnce, hands_told

__all__ = [
    "AgendaItem",
    "Attendance",
    "Booking",
    "Invitee",
    "Meeting",
    "Posting",
    "Remark",
    "Resolution",
    "SentOnce",
    "hands_told",
]
