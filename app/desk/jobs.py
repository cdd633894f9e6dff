"""What the worker does for the desk."""

from datetime import datetime, timedelta

from flask import current_app

from app.desk import queries, service
from app.kernel.db import transaction


def erase_desk_papers(at: datetime) -> int:
    """Destroy the notes and opinions about requests that ended DESK_DAYS ago; about how many requests."""
    due = queries.worn_out(at - timedelta(days=current_app.config["DESK_DAYS"]))
    for number in due:
        with transaction():
            service.erase(number)
    return len(due)
