"""Verbs of proposals, one noun a file."""

from app.proposals.models import Words
from app.proposals.service.amending import accept_amendment, decline_amendment, offer, withdraw_amendment
from app.proposals.service.bringing import accept, decline, invite
from app.proposals.service.endorsing import counted, endorse, take_back
from app.proposals.service.indexing import index, index_missing
from app.proposals.service.linking import is_link, join, link_token, make_link, withdraw_link
from app.proposals.service.photos import add_photo, describe_photo, remove_photo
from app.proposals.service.writing import CHANGED, draft, edit, file_under, publish, table, withdraw

__all__ = [
    "CHANGED",
    "Words",
    "accept",
    "accept_amendment",
    "add_photo",
    "counted",
    "decline",
    "decline_amendment",
    "describe_photo",
    "draft",
    "edit",
    "endorse",
    "file_under",
    "index",
    "index_missing",
    "invite",
    "is_link",
    "join",
    "link_token",
    "make_link",
    "offer",
    "publish",
    "remove_photo",
    "table",
    "take_back",
    "withdraw",
    "withdraw_amendment",
    "withdraw_link",
]
