"""Pages of meetings."""

from flask import Flask

from app.meetings.views import agenda, attendance, calling, console, corrections, items, lines, minutes
from app.meetings.views.blueprint import bp

__all__ = ["agenda", "attendance", "calling", "console", "corrections", "init_app", "items", "lines", "minutes"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
