"""Verbs of discussion, one file for each who acts."""

from app.discussion.service.answering import appeal, correct, grant, uphold
from app.discussion.service.blocking import (
    ask_to_block,
    block,
    end_blockings,
    hide_blocked,
    object_to_blocking,
    refuse_to_block,
    restore_blocked,
)
from app.discussion.service.copying import copy
from app.discussion.service.moderating import approve, flag, hide, hide_all, settle, show
from app.discussion.service.talk import amend_rules, answer_correction, pause, propose_correction, summarise
from app.discussion.service.watching import remind, show_waiting
from app.discussion.service.writing import edit, find_helpful, take_back_helpful, withdraw, write

__all__ = [
    "amend_rules",
    "answer_correction",
    "appeal",
    "approve",
    "ask_to_block",
    "block",
    "copy",
    "correct",
    "edit",
    "end_blockings",
    "find_helpful",
    "flag",
    "grant",
    "hide",
    "hide_all",
    "hide_blocked",
    "object_to_blocking",
    "pause",
    "propose_correction",
    "refuse_to_block",
    "remind",
    "restore_blocked",
    "settle",
    "show",
    "show_waiting",
    "summarise",
    "take_back_helpful",
    "uphold",
    "withdraw",
    "write",
]
