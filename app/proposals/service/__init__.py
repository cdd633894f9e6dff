"""Verbs of proposals, one noun a file."""

from app.proposals.models import Words
from app.proposals.service.amending import accept_amendment, decline_amendment, offer, withdraw_amendment
from app.proposals.service.bringing import accept, decline, invite, invite_contact
from app.proposals.service.closing import Source, close, reopen, settle, take_up_again
from app.proposals.service.endorsing import counted, endorse, take_back
from app.proposals.service.flagging import flag_amendment
from app.proposals.service.handing import decline_handover, drop_handover, offer_handover, take_over
from app.proposals.service.indexing import index, index_missing
from app.proposals.service.linking import is_link, join, link_token, make_link, withdraw_link
from app.proposals.service.merging import agree, descend, drop, suggest_merger
from app.proposals.service.merging import decline as decline_merger
from app.proposals.service.noting import note
from app.proposals.service.photos import add_photo, describe_photo, remove_photo
from app.proposals.service.splitting import split
from app.proposals.service.supporting import move_support
from app.proposals.service.writing import CHANGED, draft, edit, file_under, publish, table, withdraw

__all__ = [
    "CHANGED",
    "Source",
    "Words",
    "accept",
    "accept_amendment",
    "add_photo",
    "agree",
    "close",
    "counted",
    "decline",
    "decline_amendment",
    "decline_handover",
    "decline_merger",
    "descend",
    "describe_photo",
    "draft",
    "drop",
    "drop_handover",
    "edit",
    "endorse",
    "file_under",
    "flag_amendment",
    "index",
    "index_missing",
    "invite",
    "invite_contact",
    "is_link",
    "join",
    "link_token",
    "make_link",
    "move_support",
    "note",
    "offer",
    "offer_handover",
    "publish",
    "remove_photo",
    "reopen",
    "settle",
    "split",
    "suggest_merger",
    "table",
    "take_back",
    "take_over",
    "take_up_again",
    "withdraw",
    "withdraw_amendment",
    "withdraw_link",
]
