"""Verbs of decisions, one noun a file."""

from app.decisions.service.answers import OVERTAKEN, correct, publish, write
from app.decisions.service.asking_again import ask_again, go_on_as_proposal, support
from app.decisions.service.ending import close, state_view, withdraw
from app.decisions.service.files import attach, clear, detach, keep_finds, take_down, why_not_out
from app.decisions.service.kinds import KindWords, add_kind, end_kind
from app.decisions.service.passing import Elsewhere, pass_on
from app.decisions.service.pausing import LONGEST_HOURS, end_pauses, pause_search, resume_search
from app.decisions.service.reminding import owed, put_on_agenda, remind
from app.decisions.service.reports import add, compose, remove, reword, send
from app.decisions.service.reviewing import (
    ask_review,
    ask_review_of_correction,
    publish_reviewed,
    send_back,
    want_reviews,
)
from app.decisions.service.steps import Press, ask_supplement, consent, extend, supply, tell_progress
from app.decisions.service.words import Words

__all__ = [
    "LONGEST_HOURS",
    "OVERTAKEN",
    "Elsewhere",
    "KindWords",
    "Press",
    "Words",
    "add",
    "add_kind",
    "ask_again",
    "ask_review",
    "ask_review_of_correction",
    "ask_supplement",
    "attach",
    "clear",
    "close",
    "compose",
    "consent",
    "correct",
    "detach",
    "end_kind",
    "end_pauses",
    "extend",
    "go_on_as_proposal",
    "keep_finds",
    "owed",
    "pass_on",
    "pause_search",
    "publish",
    "publish_reviewed",
    "put_on_agenda",
    "remind",
    "remove",
    "resume_search",
    "reword",
    "send",
    "send_back",
    "state_view",
    "supply",
    "support",
    "take_down",
    "tell_progress",
    "want_reviews",
    "why_not_out",
    "withdraw",
    "write",
]
