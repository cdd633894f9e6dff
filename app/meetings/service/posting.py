"""Proof that the paper notice was put up: a photo, the place and the time."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.files import StoredImage
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.models import Meeting, Posting
from app.people.models import User

MOST_POSTINGS = 20


@dataclass(frozen=True)
class Hung:
    """Where the notice hangs, since when, and what is on the photo; `posted_at` is aware."""

    place: str
    posted_at: datetime
    description: str = ""


def put_up(meeting: Meeting, hung: Hung, photo: StoredImage, *, once: str | None = None, by: User) -> Posting:
    """Keep one more place; the same form again keeps nothing. Raises Invalid where there are MOST_POSTINGS."""
    held = queries.locked(meeting.id)
    held.move("put_up")
    twin = queries.posting_once(held.id, once)
    if twin is not None:
        return twin
    if queries.posting_count(held.id) >= MOST_POSTINGS:
        raise Invalid(_("사진은 %(most)d곳까지 올릴 수 있습니다.", most=MOST_POSTINGS))
    size = {"key": photo.key, "width": photo.width, "height": photo.height}
    kept = Posting(meeting_id=held.id, by_id=by.id, once=once, **vars(hung), **size)
    session().add(kept)
    session().flush()
    return kept


def take_down(meeting: Meeting, posting: Posting) -> str:
    """It was the wrong photo; returns its key, for the file to be deleted once this is certain."""
    queries.locked(meeting.id).move("put_up")
    session().delete(posting)
    session().flush()
    return posting.key
