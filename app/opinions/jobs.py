"""What the worker does for opinion maps."""

from collections.abc import Callable
from datetime import datetime

from app.kernel.db import transaction
from app.opinions import queries, service
from app.opinions.maths import analyse, extremities

SEED = 2021  # of all chance in a map: the same answers give the same map on every machine


def close_due_questions(at: datetime) -> int:
    """Close the questions whose time has passed, each in a transaction of its own; how many."""
    due = queries.due_questions(at)
    for question_id in due:
        with transaction():
            service.close(question_id, by=None, at=at)
    return len(due)


def map_closed_questions(at: datetime) -> int:
    """Look for groups in the answers of closed questions, telling how far it is; how many questions."""
    waiting = queries.unmapped()
    for question_id in waiting:
        with transaction():
            service.begin_map(question_id)
        found = analyse(queries.votes_of(question_id), seed=SEED, progress=_told(question_id))
        with transaction():
            service.keep_map(question_id, found, at=at)
    return len(waiting)


def place_open_statements(_at: datetime) -> int:
    """Work out how far out the statements of open questions stand, where answers have changed enough; how many.

    It is for the draw of what comes next alone: of a question that is open no map is kept and none is shown.
    """
    waiting = queries.to_place()
    for question_id, answers in waiting.items():
        with transaction():
            votes = queries.votes_of(question_id)
        found = extremities(votes)
        with transaction():
            service.keep_places(question_id, found, answers=answers)
    return len(waiting)


def _told(question_id: int) -> Callable[[float], None]:
    """What writes the share down at every tenth: more often would only keep other writers waiting."""
    last = [0]

    def tell(share: float) -> None:
        percent = int(share * 10) * 10
        if percent > last[0]:
            last[0] = percent
            with transaction():
                service.tell_share(question_id, percent)

    return tell
