"""Pages of polls."""

from flask import Flask

from app.polls.views import batches, booth, drafting, reconciliation, results, trial, voting
from app.polls.views.blueprint import bp, kept_receipt

__all__ = [
    "batches",
    "booth",
    "drafting",
    "init_app",
    "kept_receipt",
    "reconciliation",
    "results",
    "trial",
    "voting",
]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
