"""Opinion maps as pure arithmetic: votes in, groups, figures and a gate out.

`analyse(Votes.of(votes, ...), seed=...)` is the whole; figures.py has what a page asks of one statement.
"""

from app.opinions.maths.analysis import analyse
from app.opinions.maths.figures import divisiveness, priority, wilson
from app.opinions.maths.gate import Gate
from app.opinions.maths.plane import extremities
from app.opinions.maths.result import Analysis, Dot, Group, Stand, Statement
from app.opinions.maths.votes import AGREE, DISAGREE, PASS, Id, Vote, Votes

__all__ = [
    "AGREE", "DISAGREE", "PASS", "Analysis", "Dot", "Gate", "Group", "Id", "Stand", "Statement", "Vote", "Votes",
    "analyse", "divisiveness", "extremities", "priority", "wilson",
]  # fmt: skip
