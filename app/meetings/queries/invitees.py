"""Reads of invitees: who is affected, and who of them was asked to come."""

from collections.abc import Sequence

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.models import Invitee


def invitees(meeting_id: int) -> Sequence[Invitee]:
    """Who is affected by what the meeting talks about, in the order in which they were noted."""
    return session().scalars(select(Invitee).where(Invitee.meeting_id == meeting_id).order_by(Invitee.id)).all()


def invitee(meeting_id: int, number: int) -> Invitee:
    """One line of a meeting's list. Raises NotFound."""
    one = select(Invitee).where(Invitee.id == number, Invitee.meeting_id == meeting_id)
    found = session().scalars(one).one_or_none()
    if found is None:
        raise NotFound
    return found
