"""Pages of meetings."""

from flask import Flask

from app.meetings.views import agenda, arrivals, attendance, calling, console, door, items, mine, minutes, recusals
from app.meetings.views.blueprint import bp

__all__ = [
    "agenda",
    "arrivals",
    "attendance",
    "calling",
    "console",
    "door",
    "init_app",
    "items",
    "mine",
    "minutes",
    "recusals",
]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
