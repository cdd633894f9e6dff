"""Pages of proposals, one noun a file."""

from flask import Flask, url_for

from app.discussion.queries import Subject, hang_on
from app.proposals import queries, service
from app.proposals.models import Amendment, Proposal
from app.proposals.views import (
    alley_map,
    amendments,
    co_proposers,
    comments,
    endings,
    endorsements,
    flagging,
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
    "flagging",
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


def _page_of_amendment(number: int, **query: object) -> str:
    return url_for("proposals.amendment", amendment_id=number, **query)  # type: ignore[arg-type]


def init_app(app: Flask) -> None:
    """Register the pages, and let comments hang on proposals; of an amendment moderators look at the words alone."""
    words_alone = Subject(
        find=queries.amendment,
        page=_page_of_amendment,
        counted=lambda _number, _change: None,
        is_talked_about=False,
    )
    hang_on(Amendment.__tablename__, words_alone)
    hang_on(Proposal.__tablename__, Subject(find=queries.proposal, page=_page, counted=service.counted))
    app.register_blueprint(bp)
