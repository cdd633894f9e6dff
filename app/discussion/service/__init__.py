"""Verbs of discussion, one file for each who acts."""

from app.discussion.service.answering import appeal, correct, grant, uphold
from app.discussion.service.moderating import approve, flag, hide, hide_all, settle, show
from app.discussion.service.talk import amend_rules, answer_correction, pause, propose_correction, summarise
from app.discussion.service.watching import remind, show_waiting
from app.discussion.service.writing import edit, find_helpful, take_back_helpful, withdraw, write

__all__ = [
    "amend_rules",
    "answer_correction",
    "appeal",
    "approve",
    "correct",
    "edit",
    "find_helpful",
    "flag",
    "grant",
    "hide",
    "hide_all",
    "pause",
    "propose_correction",
    "remind",
    "settle",
    "show",
    "show_waiting",
    "summarise",
    "take_back_helpful",
    "uphold",
    "withdraw",
    "write",
]
