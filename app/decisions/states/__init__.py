"""States of reports, requests and answers, one noun a file."""

from app.decisions.states.answer import (
    DECISION,
    FITTING,
    MISSING,
    WRITTEN,
    Answer,
    DecisionState,
    ReasonCode,
    needed,
    unfilled,
)
from app.decisions.states.asking import ASKING_AGAIN, CLOSING_WORDS, SUPPORTERS_NEEDED, AskingState
from app.decisions.states.deadline import SOON_DAYS, Deadline, Light
from app.decisions.states.file import FILE, PARTS, FileState, FindKind, private
from app.decisions.states.kind import Unit
from app.decisions.states.report import REPORT, ReportState
from app.decisions.states.request import REQUEST, RequestState
from app.decisions.states.review import REVIEW, ReviewState
from app.decisions.states.step import LADDER, PROGRESS_ASKED_EVERY, TOLD_TO_OFFICERS_ALONE, LongerBy, Rung, StepKind

__all__ = [
    "ASKING_AGAIN",
    "CLOSING_WORDS",
    "DECISION",
    "FILE",
    "FITTING",
    "LADDER",
    "MISSING",
    "PARTS",
    "PROGRESS_ASKED_EVERY",
    "REPORT",
    "REQUEST",
    "REVIEW",
    "SOON_DAYS",
    "SUPPORTERS_NEEDED",
    "TOLD_TO_OFFICERS_ALONE",
    "WRITTEN",
    "Answer",
    "AskingState",
    "Deadline",
    "DecisionState",
    "FileState",
    "FindKind",
    "Light",
    "LongerBy",
    "ReasonCode",
    "ReportState",
    "RequestState",
    "ReviewState",
    "Rung",
    "StepKind",
    "Unit",
    "needed",
    "private",
    "unfilled",
]
