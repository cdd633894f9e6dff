"""Pages of meetings."""

from flask import Flask

from app.meetings import queries
from app.meetings.views import (
    agenda,
    attendance,
    calling,
    conflicts,
    console,
    floor,
    items,
    minutes,
    offline,
    proposing,
)
from app.meetings.views.blueprint import bp
from app.proposals.queries import load_also

__all__ = [
    "agenda",
    "attendance",
    "calling",
    "conflicts",
    "console",
    "floor",
    "init_app",
    "items",
    "minutes",
    "offline",
    "proposing",
]


def init_app(app: Flask) -> None:
    """Register the pages, and let the page of a proposal tell which meeting it comes from."""
    load_also(queries.origin)
    app.register_blueprint(bp)
