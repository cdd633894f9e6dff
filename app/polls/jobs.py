"""What the worker does for polls. Each job may run at any time, twice, or by two workers at once."""

from contextlib import suppress
from datetime import datetime

from app.kernel.clock import database_now
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.kernel.events import Event, subscribe
from app.polls import queries, service
from app.polls.service.invariants import Breached
from app.polls.service.mixing import due_for_mixing
from app.polls.service.sealing import seal_ended
from app.polls.states import CountStage


def close_due_polls(at: datetime) -> int:
    """Close, and count where no paper is taken, the polls whose time has passed by the database's clock; how many.

    A poll in breach, or of which a second count finds another result, stays uncounted, and keeps no other from being
    counted; the reconciliation tells of it.
    """
    due = queries.due_polls(database_now(session().connection()))
    for poll_id in due:
        service.count_beforehand(poll_id)
        with suppress(Breached), transaction():
            service.close_poll(poll_id, at=at)
    return len(due)


def take_asked_steps(at: datetime) -> int:
    """Count, or count again, the polls that somebody asked for, telling how far it is; how many.

    What cannot be counted says why to those who wait, and is left alone until somebody asks again.
    """
    asked = queries.asked_counts()
    for poll_id in asked:
        _reach(poll_id, CountStage.COMPARING)
        service.count_beforehand(poll_id)
        _reach(poll_id, CountStage.COUNTING)
        try:
            with transaction():
                service.take_step(poll_id, at=at)
        except Conflict as refusal:
            with transaction():
                service.refuse_step(poll_id, str(refusal.reason))
    return len(asked)


def _reach(poll_id: int, stage: CountStage) -> None:
    with transaction():
        service.reach(poll_id, stage)


def mix_open_polls(at: datetime) -> int:
    """Mix the boxes with 20 new ballots, or with any after 60 seconds; how many. Cheap: run it every few seconds."""
    due = due_for_mixing(at)
    for poll_id in due:
        with transaction():
            service.mix(poll_id, at=at)
    return len(due)


def seal_ended_boxes(at: datetime) -> int:
    """Rewrite the files after a box has ended, so that they tell no order; how many boxes. A busy database waits."""
    return seal_ended(at=at)


@subscribe("account.left")
def forget_objections(event: Event) -> None:
    """Whoever destroys the account takes along what they wrote about themselves."""
    service.forget_objections(event.subject_id)
