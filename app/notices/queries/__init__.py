"""Reads of notices: what an event is about, whom it concerns, and what a person was told."""

from app.notices.queries.audiences import Recipient, recipients
from app.notices.queries.inbox import notices_of, notification, unread_count, without_referrals
from app.notices.queries.matters import Matter, matter

__all__ = [
    "Matter",
    "Recipient",
    "matter",
    "notices_of",
    "notification",
    "recipients",
    "unread_count",
    "without_referrals",
]
