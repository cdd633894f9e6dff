"""Verbs of councils, one noun a file."""

from app.councils.service.bylaws import amend
from app.councils.service.calling import Call, call, close, found_assembly, sign, take_in
from app.councils.service.membership import ask, confirm, decline, leave, revoke, seat

__all__ = [
    "Call",
    "amend",
    "ask",
    "call",
    "close",
    "confirm",
    "decline",
    "found_assembly",
    "leave",
    "revoke",
    "seat",
    "sign",
    "take_in",
]
