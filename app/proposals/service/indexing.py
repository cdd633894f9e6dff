"""The index of words: what a proposal says, in parts that survive particles and endings."""

from collections import Counter

from sqlalchemy import delete, exists, insert, select

from app.kernel.db import session
from app.kernel.korean import initial_parts, parts
from app.proposals.models import LONGEST_PART, Proposal, ProposalPart

TITLE, PLACE, TEXT = 4, 2, 1  # how much a part of it weighs
MOST_PARTS = 400  # of one proposal: a text that says everything is found by nothing


def index(proposal: Proposal) -> None:
    """Write the parts of its words anew; it has its number."""
    session().execute(delete(ProposalPart).where(ProposalPart.proposal_id == proposal.id))
    weights = parts_of(proposal)
    if weights:
        rows = [{"part": part, "proposal_id": proposal.id, "weight": weight} for part, weight in weights.items()]
        session().execute(insert(ProposalPart), rows)


def index_missing(most: int = 100) -> int:
    """Index proposals that are not yet: from before there was an index, or put in by hand. How many."""
    there = exists().where(ProposalPart.proposal_id == Proposal.id)
    missing = session().scalars(select(Proposal).where(~there).order_by(Proposal.id).limit(most)).all()
    for proposal in missing:
        index(proposal)
    return len(missing)


def parts_of(proposal: Proposal) -> dict[str, int]:
    """The parts, the heaviest first, and their weights; initials of title and place alone."""
    found: Counter[str] = Counter()
    for text, weight in (
        (proposal.title, TITLE),
        (proposal.place, PLACE),
        (proposal.problem, TEXT),
        (proposal.wish, TEXT),
    ):
        for part in parts(text):
            found[part[:LONGEST_PART]] += weight
    for part in initial_parts(f"{proposal.title} {proposal.place}"):
        found[part] += TITLE
    return dict(found.most_common(MOST_PARTS))
