"""Pages of commitments, one noun a file."""

from flask import Flask

from app.deeds.views import answers, desk, looking_after, milestones, progress, shows, trials
from app.deeds.views.blueprint import bp

__all__ = ["answers", "desk", "init_app", "looking_after", "milestones", "progress", "shows", "trials"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
