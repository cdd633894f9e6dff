"""What the worker does for commitments: makes them, asks residents, closes rounds, reminds of what is late."""

from datetime import datetime

from app.deeds import queries, service
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.events import Event, subscribe


@subscribe("decision.published", "decision.corrected")
def keep_promise(event: Event) -> None:
    """What the answer promises, at once or since it was corrected, becomes a commitment; one that is there stays."""
    service.promise(event.subject_id, at=event.at)


@subscribe("account.left")
def forget_answers(event: Event) -> None:
    """Whoever destroys the account takes the answers of open rounds along."""
    service.forget_answers(event.subject_id)


def keep_promises(at: datetime) -> int:
    """Promises that no event has brought: of answers older than this part of the program. How many."""
    waiting = queries.unpromised()
    for number in waiting:
        with transaction():
            service.promise(number, at=at)
    return len(waiting)


def open_checks(at: datetime) -> int:
    """Ask residents two weeks and two months after a deed, and after a trial; how many rounds."""
    due = queries.due_checks(at)
    for number, kind, turn in due:
        with transaction():
            service.open_check(number, kind, turn, at=at)
    return len(due)


def close_checks(at: datetime) -> int:
    """Close the rounds whose time is over; how many."""
    past = queries.past_checks(at)
    for number in past:
        with transaction():
            service.close_check(number, at=at)
    return len(past)


def remind_of_late_deeds(at: datetime) -> int:
    """Remind officers of what is late, once a week; how many."""
    late = queries.to_remind(clock.seoul(at).date())
    for number in late:
        with transaction():
            service.remind(number, at=at)
    return len(late)
