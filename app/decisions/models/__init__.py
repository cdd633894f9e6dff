"""Tables of decisions, and the shape of a sent report."""

from app.decisions.models.body import (
    Body,
    CouncilPart,
    MeetingPart,
    OptionPart,
    PollPart,
    RequestPart,
    ResolutionPart,
)
from app.decisions.models.decision import Decision
from app.decisions.models.report import Report, Request

__all__ = [
    "Body",
    "CouncilPart",
    "Decision",
    "MeetingPart",
    "OptionPart",
    "PollPart",
    "Report",
    "Request",
    "RequestPart",
    "ResolutionPart",
]
