"""Verbs of decisions, one noun a file."""

from app.decisions.service.answers import correct, publish, write
from app.decisions.service.asking_again import ask_again, go_on_as_proposal, support
from app.decisions.service.ending import close, state_view, withdraw
from app.decisions.service.reports import add, compose, remove, reword, send
from app.decisions.service.reviewing import (
    ask_review,
    ask_review_of_correction,
    publish_reviewed,
    send_back,
    want_reviews,
)
from app.decisions.service.words import Words

__all__ = [
    "Words",
    "add",
    "ask_again",
    "ask_review",
    "ask_review_of_correction",
    "close",
    "compose",
    "correct",
    "go_on_as_proposal",
    "publish",
    "publish_reviewed",
    "remove",
    "reword",
    "send",
    "send_back",
    "state_view",
    "support",
    "want_reviews",
    "withdraw",
    "write",
]
