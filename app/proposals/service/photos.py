"""Photos of a proposal."""

from datetime import datetime

from app.kernel.db import kept_once, session
from app.kernel.errors import Invalid
from app.kernel.files import StoredImage
from app.kernel.i18n import lazy
from app.proposals import queries
from app.proposals.models import MOST_PHOTOS, Photo, Proposal


def add_photo(
    proposal: Proposal, photo: StoredImage, *, description: str, at: datetime, once: str | None = None
) -> Photo:
    """Keep a photo that was made anew; raises Invalid where there are MOST_PHOTOS. A form sent twice keeps one."""
    proposal.move("edit")
    if queries.photo_once(proposal.id, once) is None and len(proposal.photos) >= MOST_PHOTOS:
        raise Invalid(lazy("사진은 %(most)s장까지 올릴 수 있습니다.", most=MOST_PHOTOS))
    new = Photo(
        proposal_id=proposal.id,
        key=photo.key,
        width=photo.width,
        height=photo.height,
        description=description,
        once=once or None,
    )
    kept, is_new = kept_once(new, lambda: queries.photo_once(proposal.id, once))
    if is_new:
        _edited(proposal, at)
    return kept


def describe_photo(proposal: Proposal, photo: Photo, *, description: str) -> Photo:
    """Say what is on the photo to those who do not see it."""
    proposal.move("edit")
    photo.description = description
    session().flush()
    return photo


def remove_photo(proposal: Proposal, photo: Photo, *, at: datetime) -> str:
    """Take the photo away; returns its key, for the file to be deleted once this is certain."""
    proposal.move("edit")
    session().delete(photo)
    _edited(proposal, at)
    return photo.key


def _edited(proposal: Proposal, at: datetime) -> None:
    if proposal.is_out:
        proposal.edited_at = at
    session().flush()
