"""Verbs of proposals, one noun a file."""

from app.proposals.service.bringing import accept, decline, invite
from app.proposals.service.closing import Source, close, reopen, settle, take_up_again
from app.proposals.service.endorsing import counted, endorse, take_back
from app.proposals.service.indexing import index, index_missing
from app.proposals.service.merging import agree, descend, drop, suggest_merger
from app.proposals.service.merging import decline as decline_merger
from app.proposals.service.noting import note
from app.proposals.service.photos import add_photo, describe_photo, remove_photo
from app.proposals.service.splitting import split
from app.proposals.service.supporting import move_support
from app.proposals.service.writing import Words, draft, edit, publish, table, withdraw

__all__ = [
    "Source",
    "Words",
    "accept",
    "add_photo",
    "agree",
    "close",
    "counted",
    "decline",
    "decline_merger",
    "descend",
    "describe_photo",
    "draft",
    "drop",
    "edit",
    "endorse",
    "index",
    "index_missing",
    "invite",
    "move_support",
    "note",
    "publish",
    "remove_photo",
    "reopen",
    "settle",
    "split",
    "suggest_merger",
    "table",
    "take_back",
    "take_up_again",
    "withdraw",
]
