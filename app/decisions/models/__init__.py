"""Tables of decisions, and the shape of a sent report."""

from sqlalchemy.orm import relationship

from app.decisions.models.asking import AskingAgain, AskingSupport, CouncilView, LaterProposal
from app.decisions.models.body import (
    Body,
    CouncilPart,
    KindPart,
    MeetingPart,
    OptionPart,
    PollPart,
    RequestPart,
    ResolutionPart,
    meetings_in,
)
from app.decisions.models.decision import READ, TOLD, Decision, told
from app.decisions.models.file import AnswerFile, AnswerFind, SearchPause
from app.decisions.models.kind import RequestKind
from app.decisions.models.report import Report, Request
from app.decisions.models.step import RequestStep
from app.decisions.models.version import AnswerReview, DecisionVersion
from app.proposals.models import Proposal

__all__ = [
    "READ",
    "TOLD",
    "AnswerFile",
    "AnswerFind",
    "AnswerReview",
    "AskingAgain",
    "AskingSupport",
    "Body",
    "CouncilPart",
    "CouncilView",
    "Decision",
    "DecisionVersion",
    "KindPart",
    "LaterProposal",
    "MeetingPart",
    "OptionPart",
    "PollPart",
    "Report",
    "Request",
    "RequestKind",
    "RequestPart",
    "RequestStep",
    "ResolutionPart",
    "SearchPause",
    "meetings_in",
    "told",
]

# once all tables that name each other are there
Proposal.asked_before = relationship(LaterProposal, uselist=False, viewonly=True, lazy="raise_on_sql")
