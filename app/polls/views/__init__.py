"""Pages of polls."""

from flask import Flask

from app.polls.views import (
    assisting,
    batches,
    booth,
    drafting,
    grouping,
    practice,
    reconciliation,
    results,
    roll,
    sections,
    trial,
    voting,
    what_if,
)
from app.polls.views.blueprint import bp, kept_receipt

__all__ = [
    "assisting",
    "batches",
    "booth",
    "drafting",
    "grouping",
    "init_app",
    "kept_receipt",
    "practice",
    "reconciliation",
    "results",
    "roll",
    "sections",
    "trial",
    "voting",
    "what_if",
]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
