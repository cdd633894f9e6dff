"""Verbs of decisions, one noun a file."""

from app.decisions.service.answers import REWRITTEN, Words, publish, write
from app.decisions.service.kinds import KindWords, add_kind, end_kind
from app.decisions.service.passing import Elsewhere, pass_on
from app.decisions.service.reminding import owed, put_on_agenda, remind
from app.decisions.service.reports import add, compose, remove, reword, send
from app.decisions.service.steps import Press, ask_supplement, consent, extend, supply, tell_progress

__all__ = [
    "REWRITTEN",
    "Elsewhere",
    "KindWords",
    "Press",
    "Words",
    "add",
    "add_kind",
    "ask_supplement",
    "compose",
    "consent",
    "end_kind",
    "extend",
    "owed",
    "pass_on",
    "publish",
    "put_on_agenda",
    "remind",
    "remove",
    "reword",
    "send",
    "supply",
    "tell_progress",
    "write",
]
