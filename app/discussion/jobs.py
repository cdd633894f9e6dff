"""What the worker does for discussions."""

from datetime import datetime

from app.discussion import service
from app.kernel.db import transaction


def watch_cases(at: datetime) -> int:
    """Remind of what is due and tell of what is overdue; how often. Called each minute."""
    with transaction():
        return service.remind(at)


def end_quiet_hours(at: datetime) -> int:
    """Show what was written in quiet hours that are over; how many. Called each minute."""
    with transaction():
        return service.show_waiting(at)


def end_blockings(at: datetime) -> int:
    """Show again what was blocked for 30 days, and tell where an outcome is due; how many. Called each minute."""
    with transaction():
        return service.end_blockings(at)
