"""Reads of words of progress, photos and trials."""

from sqlalchemy import exists, select

from app.deeds.models import DeedPhoto, Progress, Trial
from app.kernel.db import session
from app.kernel.errors import NotFound


def progress_once(once: str | None) -> Progress | None:
    """What the form with this token has told."""
    return session().scalars(select(Progress).where(Progress.once == once)).one_or_none() if once else None


def photo(commitment_id: int, number: int) -> DeedPhoto:
    """A photo of the commitment. Raises NotFound."""
    of_it = select(DeedPhoto).where(DeedPhoto.id == number, DeedPhoto.commitment_id == commitment_id)
    found = session().scalars(of_it).one_or_none()
    if found is None:
        raise NotFound
    return found


def has_photo(key: str) -> bool:
    """Whether a row leads to the file."""
    return bool(session().scalar(select(exists().where(DeedPhoto.key == key))))


def trial(commitment_id: int, number: int) -> Trial:
    """A trial of the commitment. Raises NotFound."""
    of_it = select(Trial).where(Trial.id == number, Trial.commitment_id == commitment_id)
    found = session().scalars(of_it).one_or_none()
    if found is None:
        raise NotFound
    return found
