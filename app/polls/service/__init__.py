"""Verbs of polls, one noun a file: drafts, opening, ballots, closing, mixing."""

from app.polls.service.ballots import Receipt, ballot_form, cast, person_key, receipt_standing, standing
from app.polls.service.closing import certify, close_poll, void
from app.polls.service.drafts import NewOption, announce, edit, prepare
from app.polls.service.mixing import mix
from app.polls.service.opening import open_poll
from app.polls.service.sentences import sentence

__all__ = [
    "NewOption",
    "Receipt",
    "announce",
    "ballot_form",
    "cast",
    "certify",
    "close_poll",
    "edit",
    "mix",
    "open_poll",
    "person_key",
    "prepare",
    "receipt_standing",
    "sentence",
    "standing",
    "void",
]
