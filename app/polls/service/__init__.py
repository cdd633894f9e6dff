"""Verbs of polls, one noun a file: drafts, trial, opening, ballots, receipts, closing, mixing."""

from app.polls.service.ballots import (
    Person,
    ballot_form,
    cast,
    person_key,
    receipt_of,
    standing,
)
from app.polls.service.closing import certify, close_poll, void
from app.polls.service.drafts import NewOption, announce, edit, prepare
from app.polls.service.mixing import mix
from app.polls.service.opening import open_poll
from app.polls.service.receipts import Receipt, in_the_box, receipt_standing
from app.polls.service.sentences import named, sentence
from app.polls.service.trial import trial

__all__ = [
    "NewOption",
    "Person",
    "Receipt",
    "announce",
    "ballot_form",
    "cast",
    "certify",
    "close_poll",
    "edit",
    "in_the_box",
    "mix",
    "named",
    "open_poll",
    "person_key",
    "prepare",
    "receipt_of",
    "receipt_standing",
    "sentence",
    "standing",
    "trial",
    "void",
]
