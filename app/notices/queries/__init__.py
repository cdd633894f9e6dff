"""Reads of notices: what an event is about, whom it concerns, and what a person was told."""

from app.notices.queries.audiences import Recipient, recipients
from app.notices.queries.inbox import UNREAD, notices_of, notification, without_referrals
from app.notices.queries.matters import Matter, matter

__all__ = [
    "UNREAD",
    "Matter",
    "Recipient",
    "matter",
    "notices_of",
    "notification",
    "recipients",
    "without_referrals",
]
