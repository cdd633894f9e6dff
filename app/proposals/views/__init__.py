"""Pages of proposals, one noun a file."""

from flask import Flask, url_for

from app.discussion.queries import Subject, hang_on
from app.proposals import queries, service
from app.proposals.models import Proposal
from app.proposals.views import (
    alley_map,
    amendments,
    co_proposers,
    comments,
    endings,
    endorsements,
    handing,
    links,
    merging,
    notes,
    photos,
    proposals,
    splitting,
    writing,
)
from app.proposals.views.blueprint import bp

__all__ = [
    "alley_map",
    "amendments",
    "bp",
    "co_proposers",
    "comments",
    "endings",
    "endorsements",
    "handing",
    "init_app",
    "links",
    "merging",
    "notes",
    "photos",
    "proposals",
    "splitting",
    "writing",
]


def _page(number: int, **query: object) -> str:
    return url_for("proposals.show", proposal_id=number, **query)  # type: ignore[arg-type]


def init_app(app: Flask) -> None:
    """Register the pages, and let comments hang on proposals."""
    hang_on(Proposal.__tablename__, Subject(find=queries.proposal, page=_page, counted=service.counted))
    app.register_blueprint(bp)
