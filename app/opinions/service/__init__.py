"""Verbs of opinion maps, one noun a file."""

from app.opinions.service.answering import Turn, answer, next_turn, take_back
from app.opinions.service.asking import Asked, ask, close, edit, open_question
from app.opinions.service.exporting import polis_files
from app.opinions.service.importing import Brought, bring_in, keeper_of
from app.opinions.service.mapping import begin_map, keep_map, keep_places, tell_share
from app.opinions.service.moderating import bring, hide, settle, show
from app.opinions.service.routing import FLOOR, routed
from app.opinions.service.writing import add_seeds, write

__all__ = [
    "FLOOR",
    "Asked",
    "Brought",
    "Turn",
    "add_seeds",
    "answer",
    "ask",
    "begin_map",
    "bring",
    "bring_in",
    "close",
    "edit",
    "hide",
    "keep_map",
    "keep_places",
    "keeper_of",
    "next_turn",
    "open_question",
    "polis_files",
    "routed",
    "settle",
    "show",
    "take_back",
    "tell_share",
    "write",
]
