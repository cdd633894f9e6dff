"""Verbs of panels, one noun a file."""

from app.panels.service.consents import agree, forget_consents, take_back
from app.panels.service.lots import announce, draw, why_not_announced
from app.panels.service.panels import Plan, edit, prepare, publish, set_attendance
from app.panels.service.places import answer, lapse
from app.panels.service.texts import ask, reply

__all__ = [
    "Plan",
    "agree",
    "announce",
    "answer",
    "ask",
    "draw",
    "edit",
    "forget_consents",
    "lapse",
    "prepare",
    "publish",
    "reply",
    "set_attendance",
    "take_back",
    "why_not_announced",
]
