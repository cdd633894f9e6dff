"""Reads of commitments, one noun a file."""

from app.deeds.queries.answers import Difference, Standing, differences, mark_of_answer, said, standing
from app.deeds.queries.checks import (
    Answering,
    answering,
    check,
    due_checks,
    locked_check,
    mark_of,
    past_checks,
    sums_of,
)
from app.deeds.queries.commitments import (
    commitment,
    commitments_of,
    locked,
    milestone,
    milestone_once,
    of_request,
    to_remind,
    unpromised,
)
from app.deeds.queries.desk import Counted, counts, ended, opened
from app.deeds.queries.people import Source, asked_count, meeting_of_poll, source_of, took_part
from app.deeds.queries.progress import has_photo, photo, progress_once, trial

__all__ = [
    "Answering",
    "Counted",
    "Difference",
    "Source",
    "Standing",
    "answering",
    "asked_count",
    "check",
    "commitment",
    "commitments_of",
    "counts",
    "differences",
    "due_checks",
    "ended",
    "has_photo",
    "locked",
    "locked_check",
    "mark_of",
    "mark_of_answer",
    "meeting_of_poll",
    "milestone",
    "milestone_once",
    "of_request",
    "opened",
    "past_checks",
    "photo",
    "progress_once",
    "said",
    "source_of",
    "standing",
    "sums_of",
    "to_remind",
    "took_part",
    "trial",
    "unpromised",
]
