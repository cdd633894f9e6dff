"""Pages of polls."""

from flask import Flask

from app.polls.views import drafting, results, trial, voting
from app.polls.views.blueprint import bp, kept_receipt

__all__ = ["drafting", "init_app", "kept_receipt", "results", "trial", "voting"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
