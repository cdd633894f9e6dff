"""What the clock does: reminders of what is due, and comments of the night that appear in the morning."""

from datetime import datetime

from app.discussion import queries
from app.kernel.db import session
from app.kernel.events import record


def remind(at: datetime) -> int:
    """Remind moderators of what is due soon, and tell the officers of the dong what is overdue, each once; how many."""
    soon, late = queries.reminded_cases(at), queries.overdue_cases(at)
    for case in soon:
        case.reminded_at = at
        record("case.reminded", case, by=None, at=at)
    for case in late:
        case.escalated_at = at
        record("case.overdue", case, by=None, at=at)
    session().flush()
    return len(soon) + len(late)


def show_waiting(at: datetime) -> int:
    """Show what was written in quiet hours that are over; how many."""
    waiting = queries.waiting_comments(at)
    for comment in waiting:
        comment.move("appear")
        comment.appears_at = None
        queries.counted(comment, 1)
    session().flush()
    return len(waiting)
