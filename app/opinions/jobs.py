"""What the worker does for opinion maps."""

from datetime import datetime

from app.kernel.db import transaction
from app.opinions import queries, service


def close_due_questions(at: datetime) -> int:
    """Close the questions whose time has passed, each in a transaction of its own; how many."""
    due = queries.due_questions(at)
    for question_id in due:
        with transaction():
            service.close(question_id, by=None, at=at)
    return len(due)
