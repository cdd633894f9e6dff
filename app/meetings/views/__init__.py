"""Pages of meetings."""

from flask import Flask

from app.meetings.views import agenda, arrivals, attendance, calling, console, items, minutes
from app.meetings.views.blueprint import bp

__all__ = ["agenda", "arrivals", "attendance", "calling", "console", "init_app", "items", "minutes"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
