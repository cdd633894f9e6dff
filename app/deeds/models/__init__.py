"""Tables of commitments, one noun a file."""

from app.deeds.models.checks import CheckAnswer, DeedCheck
from app.deeds.models.commitment import PROMISING, Commitment, Milestone
from app.deeds.models.progress import MOST_PHOTOS, DeedPhoto, Progress
from app.deeds.models.trial import Trial

__all__ = [
    "MOST_PHOTOS",
    "PROMISING",
    "CheckAnswer",
    "Commitment",
    "DeedCheck",
    "DeedPhoto",
    "Milestone",
    "Progress",
    "Trial",
]
