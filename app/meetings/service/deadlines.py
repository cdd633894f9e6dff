"""The clock of the minutes: the facilitator is reminded three days before the last day, and told once it has passed."""

from datetime import datetime

from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import record
from app.meetings import queries


def remind_of_minutes(at: datetime) -> int:
    """Tell the facilitators of minutes that are due within three days and of those that are late, each once; how many.

    The day is Seoul's. Ordinances of Seongdong-gu, Daedeok-gu and Goyang-si give 14 days from the end.
    """
    today = clock.seoul(at).date()
    soon, late = queries.due_soon(today), queries.overdue(today)
    for minutes, meeting in soon:
        minutes.reminded_at = at
        record("minutes.due", meeting, by=None, at=at)
    for minutes, meeting in late:
        minutes.overdue_at = at
        record("minutes.overdue", meeting, by=None, at=at)
    session().flush()
    return len(soon) + len(late)
