"""Desk notes: written, never changed, and told to nobody."""

from datetime import datetime

from app.decisions.models import Request
from app.desk import queries
from app.desk.models import DeskNote
from app.kernel.db import kept_once
from app.people.models import User


def note(request: Request, body: str, *, once: str | None = None, by: User, at: datetime) -> DeskNote:
    """Keep a note for officers of the desk that has the request. The same form again keeps one."""
    fresh = DeskNote(request_id=request.id, author_id=by.id, once=once or None, body=body, written_at=at)
    return kept_once(fresh, lambda: queries.noted_once(by.id, once))[0]
