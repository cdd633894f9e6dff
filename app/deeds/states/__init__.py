"""States of a commitment, the checks residents are asked for, its due date, and its way drawn as a bar."""

from app.deeds.states.asking import (
    CHECK_DAYS,
    ENOUGH_ANSWERS,
    OFFERED,
    SHOWN_FROM,
    CheckKind,
    Counts,
    Mark,
    TrialEnd,
    is_not_done,
)
from app.deeds.states.bar import Bar, Pin, bar
from app.deeds.states.due import AGAIN_WORKING_DAYS, REMIND_EVERY_DAYS, Due
from app.deeds.states.moves import COMMITMENT, ENDED, CommitmentState, Moment, Step

__all__ = [
    "AGAIN_WORKING_DAYS",
    "CHECK_DAYS",
    "COMMITMENT",
    "ENDED",
    "ENOUGH_ANSWERS",
    "OFFERED",
    "REMIND_EVERY_DAYS",
    "SHOWN_FROM",
    "Bar",
    "CheckKind",
    "CommitmentState",
    "Counts",
    "Due",
    "Mark",
    "Moment",
    "Pin",
    "Step",
    "TrialEnd",
    "bar",
    "is_not_done",
]
