"""What the worker does for plans: it reminds of dates."""

from datetime import datetime

from app.kernel import clock
from app.kernel.db import transaction
from app.plans import queries, service


def remind_of_plans(at: datetime) -> int:
    """Remind facilitators and officers of dates that come or have passed; how many."""
    due = queries.due_dates(clock.seoul(at).date())
    told = 0
    for number, dated in due:
        with transaction():
            told += service.remind(number, dated, at=at)
    return told
