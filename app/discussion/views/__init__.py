"""Pages of discussion, one noun a file."""

from flask import Flask

from app.discussion.views import answering, blocking, comments, helpful, moderation, rules, summaries
from app.discussion.views.blueprint import bp

__all__ = ["answering", "blocking", "bp", "comments", "helpful", "init_app", "moderation", "rules", "summaries"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
