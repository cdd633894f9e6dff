"""Tables of decisions, and the shape of a sent report."""

from app.decisions.models.body import (
    Body,
    CouncilPart,
    KindPart,
    MeetingPart,
    OptionPart,
    PollPart,
    RequestPart,
    ResolutionPart,
)
from app.decisions.models.decision import Decision
from app.decisions.models.kind import RequestKind
from app.decisions.models.report import Report, Request
from app.decisions.models.step import RequestStep

__all__ = [
    "Body",
    "CouncilPart",
    "Decision",
    "KindPart",
    "MeetingPart",
    "OptionPart",
    "PollPart",
    "Report",
    "Request",
    "RequestKind",
    "RequestPart",
    "RequestStep",
    "ResolutionPart",
]
