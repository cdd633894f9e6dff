"""Comments on any subject, the cases that moderators look at, and the rules of talk of a council."""

from app.discussion.models.blocking import BlockingRequest
from app.discussion.models.cases import Case
from app.discussion.models.comments import COVERED, MOST_DEPTH, UNSEEN, Comment, CommentVersion, Flag, Helpful
from app.discussion.models.talk import Pause, Summary, SummaryCorrection, TalkRules

__all__ = [
    "COVERED",
    "MOST_DEPTH",
    "UNSEEN",
    "BlockingRequest",
    "Case",
    "Comment",
    "CommentVersion",
    "Flag",
    "Helpful",
    "Pause",
    "Summary",
    "SummaryCorrection",
    "TalkRules",
]
