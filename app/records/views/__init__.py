"""Pages of records, one noun a file."""

from flask import Flask

from app.records.views import cosigners, ledger, open_data, polls
from app.records.views.blueprint import bp

__all__ = ["cosigners", "init_app", "ledger", "open_data", "polls"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
