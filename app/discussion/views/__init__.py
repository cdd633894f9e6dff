"""Pages of discussion, one noun a file."""

from flask import Flask

from app.discussion.views import comments, moderation
from app.discussion.views.blueprint import bp

__all__ = ["bp", "comments", "init_app", "moderation"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
