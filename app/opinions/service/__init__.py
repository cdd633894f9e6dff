"""Verbs of opinion maps, one noun a file."""

from app.opinions.service.answering import Turn, answer, next_turn, take_back
from app.opinions.service.asking import Asked, ask, close, edit, open_question
from app.opinions.service.moderating import bring, hide, settle, show
from app.opinions.service.routing import FLOOR, priority, routed
from app.opinions.service.writing import add_seeds, write

__all__ = [
    "FLOOR",
    "Asked",
    "Turn",
    "add_seeds",
    "answer",
    "ask",
    "bring",
    "close",
    "edit",
    "hide",
    "next_turn",
    "open_question",
    "priority",
    "routed",
    "settle",
    "show",
    "take_back",
    "write",
]
