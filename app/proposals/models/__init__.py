"""Proposals, who brings them, who endorses them, how they end and what becomes of them; one noun a file."""

from app.proposals.models.amendment import MOST_WAITING, Amendment
from app.proposals.models.ending import Ending
from app.proposals.models.handover import Handover
from app.proposals.models.lineage import Lineage, Merger
from app.proposals.models.notes import StaffNote
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
    "Ending",
    "Endorsement",
    "Handover",
    "JoiningLink",
    "Lineage",
    "Merger",
    "Photo",
    "Proposal",
    "ProposalPart",
    "ProposalVersion",
    "StaffNote",
    "Words",
]
