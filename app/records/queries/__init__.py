"""Reads of records, one noun a file."""

from app.records.queries.checkpoints import (
    NEW,
    TURNS,
    Checkpoint,
    Kept,
    checkpoints,
    checkpoints_since,
    councils_to_reconcile,
    kept,
    polls_to_reconcile,
    words,
)
from app.records.queries.cosigners import (
    Cosigning,
    Standing,
    cosignatures_of,
    cosigner,
    invitable,
    invitations_to,
    named,
    standing,
    standings,
)
from app.records.queries.open_data import Area, page, rows

__all__ = [
    "NEW",
    "TURNS",
    "Area",
    "Checkpoint",
    "Cosigning",
    "Kept",
    "Standing",
    "checkpoints",
    "checkpoints_since",
    "cosignatures_of",
    "cosigner",
    "councils_to_reconcile",
    "invitable",
    "invitations_to",
    "kept",
    "named",
    "page",
    "polls_to_reconcile",
    "rows",
    "standing",
    "standings",
    "words",
]
