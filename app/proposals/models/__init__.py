"""Proposals, who brings them, and who endorses them; one noun a file."""

from app.proposals.models.amendment import MOST_WAITING, Amendment
from app.proposals.models.parts import LONGEST_PART, MOST_PHOTOS, Photo, ProposalPart, ProposalVersion
from app.proposals.models.people import MOST_CO_PROPOSERS, CoProposer, Endorsement, JoiningLink
from app.proposals.models.proposal import Proposal
from app.proposals.models.words import Words

__all__ = [
    "LONGEST_PART",
    "MOST_CO_PROPOSERS",
    "MOST_PHOTOS",
    "MOST_WAITING",
    "Amendment",
    "CoProposer",
    "Endorsement",
    "JoiningLink",
    "Photo",
    "Proposal",
    "ProposalPart",
    "ProposalVersion",
    "Words",
]
