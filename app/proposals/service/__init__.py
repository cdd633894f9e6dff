"""Verbs of proposals, one noun a file."""

from app.proposals.service.bringing import accept, decline, invite
from app.proposals.service.endorsing import counted, endorse, take_back
from app.proposals.service.indexing import index, index_missing
from app.proposals.service.photos import add_photo, describe_photo, remove_photo
from app.proposals.service.writing import Words, draft, edit, publish, table, withdraw

__all__ = [
    "Words",
    "accept",
    "add_photo",
    "counted",
    "decline",
    "describe_photo",
    "draft",
    "edit",
    "endorse",
    "index",
    "index_missing",
    "invite",
    "publish",
    "remove_photo",
    "table",
    "take_back",
    "withdraw",
]
