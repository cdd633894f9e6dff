"""Tables of polls: the poll and its options, the roll and objections to it, the box, paper ballots, the tally,
counts that were asked for.
"""

from app.kernel.db import Model
from app.polls.models import ddl
from app.polls.models.asked_count import AskedCount
from app.polls.models.box import Ballot, Mixing, RollAddition, RollEntry, Sealing
from app.polls.models.meeting_vote import MeetingVote
from app.polls.models.objection import Objection
from app.polls.models.paper import PaperBallot, PaperBatch, PaperEntry, Reconciliation, RefusedDuplicates
from app.polls.models.poll import Choice, Option, Poll, Tally

__all__ = [
    "AskedCount",
    "Ballot",
    "Choice",
    "MeetingVote",
    "Mixing",
    "Objection",
    "Option",
    "PaperBallot",
    "PaperBatch",
    "PaperEntry",
    "Poll",
    "Reconciliation",
    "RefusedDuplicates",
    "RollAddition",
    "RollEntry",
    "Sealing",
    "Tally",
]

ddl.attach(*(Model.metadata.tables[name] for name in ddl.TRIGGERS["sqlite"]))
