"""Reads of proposals, one noun a file."""

from app.proposals.queries.endings import ending, held
from app.proposals.queries.proposals import (
    Order,
    Wish,
    candidates,
    drafted_once,
    for_agenda,
    has_photo,
    invitation,
    is_endorsed,
    is_member,
    listed,
    on_the_desk,
    people_behind,
    photo,
    photo_once,
    proposal,
    published,
    versions,
)
from app.proposals.queries.search import Similar, similar_to

__all__ = [
    "Order",
    "Similar",
    "Wish",
    "candidates",
    "drafted_once",
    "ending",
    "for_agenda",
    "has_photo",
    "held",
    "invitation",
    "is_endorsed",
    "is_member",
    "listed",
    "on_the_desk",
    "people_behind",
    "photo",
    "photo_once",
    "proposal",
    "published",
    "similar_to",
    "versions",
]
