"""What the worker does for people."""

from datetime import datetime

from app.kernel.db import transaction
from app.people.service import codes


def forget_codes(at: datetime) -> None:
    """Destroy old one-time codes and unfinished registrations, even when nobody asks for a new code."""
    with transaction():
        codes.forget_old(at)
