"""Proposals, who brings them, who endorses them, how they end and what becomes of them."""

from app.proposals.models.lineage import Lineage, Merger
from app.proposals.models.notes import StaffNote
from app.proposals.models.proposals import (
    LONGEST_PART,
    MOST_CO_PROPOSERS,
    MOST_PHOTOS,
    CoProposer,
    Ending,
    Endorsement,
    Photo,
    Proposal,
    ProposalPart,
    ProposalVersion,
)

__all__ = [
    "LONGEST_PART",
    "MOST_CO_PROPOSERS",
    "MOST_PHOTOS",
    "CoProposer",
    "Ending",
    "Endorsement",
    "Lineage",
    "Merger",
    "Photo",
    "Proposal",
    "ProposalPart",
    "ProposalVersion",
    "StaffNote",
]
