"""Pages of opinion maps, one noun a file."""

from flask import Flask

from app.opinions.views import answers, moderation, questions, results, statements
from app.opinions.views.blueprint import bp

__all__ = ["answers", "bp", "init_app", "moderation", "questions", "results", "statements"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
