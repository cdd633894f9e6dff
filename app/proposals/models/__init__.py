"""Proposals, who brings them, and who endorses them; one noun a file."""

from app.proposals.models.parts import LONGEST_PART, MOST_PHOTOS, Photo, ProposalPart, ProposalVersion
from app.proposals.models.people import MOST_CO_PROPOSERS, CoProposer, Endorsement
from app.proposals.models.proposal import Proposal

__all__ = [
    "LONGEST_PART",
    "MOST_CO_PROPOSERS",
    "MOST_PHOTOS",
    "CoProposer",
    "Endorsement",
    "Photo",
    "Proposal",
    "ProposalPart",
    "ProposalVersion",
]
