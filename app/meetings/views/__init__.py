"""Pages of meetings."""

from flask import Flask

from app.meetings.views import agenda, attendance, calling, console, invitees, items, minutes, postings, seats
from app.meetings.views.blueprint import bp

__all__ = [
    "agenda",
    "attendance",
    "calling",
    "console",
    "init_app",
    "invitees",
    "items",
    "minutes",
    "postings",
    "seats",
]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
