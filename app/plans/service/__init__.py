"""Verbs of plans, one noun a file."""

from app.plans.service.drafting import ItemWords, add_item, change_item, draft, remove_item, set_cap
from app.plans.service.moving import adopt, finalise, finish_review, send, set_dates, start
from app.plans.service.promising import promise_item
from app.plans.service.reminding import remind
from app.plans.service.reviewing import Judgement, judge, say
from app.plans.service.sources import take_bought, take_proposal
from app.plans.service.spending import Spent, link_commitment, settle, spend
from app.plans.service.taking_back import take_back
from app.plans.service.terms import add_term

__all__ = [
    "ItemWords",
    "Judgement",
    "Spent",
    "add_item",
    "add_term",
    "adopt",
    "change_item",
    "draft",
    "finalise",
    "finish_review",
    "judge",
    "link_commitment",
    "promise_item",
    "remind",
    "remove_item",
    "say",
    "send",
    "set_cap",
    "set_dates",
    "settle",
    "spend",
    "start",
    "take_back",
    "take_bought",
    "take_proposal",
]
