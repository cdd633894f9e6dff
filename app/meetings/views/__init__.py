"""Pages of meetings."""

from flask import Flask

from app.meetings import queries
from app.meetings.views import (
    agenda,
    arrivals,
    attendance,
    calling,
    conflicts,
    console,
    corrections,
    divisions,
    door,
    floor,
    invitees,
    items,
    lines,
    mine,
    minutes,
    offline,
    postings,
    proposing,
    recusals,
    seats,
    voices,
)
from app.meetings.views.blueprint import bp
from app.proposals.queries import load_also

__all__ = [
    "agenda",
    "arrivals",
    "attendance",
    "calling",
    "conflicts",
    "console",
    "corrections",
    "divisions",
    "door",
    "floor",
    "init_app",
    "invitees",
    "items",
    "lines",
    "mine",
    "minutes",
    "offline",
    "postings",
    "proposing",
    "recusals",
    "seats",
    "voices",
]


def init_app(app: Flask) -> None:
    """Register the pages, and let the page of a proposal tell which meeting it comes from."""
    load_also(queries.origin)
    app.register_blueprint(bp)
