"""Pages of polls."""

from flask import Flask

from app.polls.service import second_count
from app.polls.views import (
    assisting,
    batches,
    booth,
    counts,
    drafting,
    grouping,
    meeting_votes,
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
    "counts",
    "drafting",
    "grouping",
    "init_app",
    "kept_receipt",
    "meeting_votes",
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
    """Register the pages, and the second counts where the operator has set them up."""
    app.register_blueprint(bp)
    second_count.install(second_count.counters_run_by(app.config["SECOND_COUNTER"]))
