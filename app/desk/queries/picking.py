"""Reads of the requests that an officer has picked from the list."""

from collections.abc import Iterable, Sequence

from sqlalchemy import nulls_last, select
from sqlalchemy.orm import joinedload

from app.councils.models import Council
from app.decisions.models import Request
from app.decisions.states import RequestState
from app.kernel.db import session


def picked(numbers: Iterable[int]) -> Sequence[Request]:
    """Those of the requests that were sent, with their drafts, in the order of the desk."""
    sent = select(Request).where(Request.id.in_(set(numbers)), Request.state != RequestState.WRITTEN)
    council = joinedload(Request.council).joinedload(Council.dong)
    whole = (council, joinedload(Request.dong), joinedload(Request.decision))
    return session().scalars(sent.options(*whole).order_by(nulls_last(Request.due_on), Request.id)).all()


def hold(numbers: Iterable[int]) -> None:
    """Hold the requests until the transaction ends, in the same order as everybody."""
    held = select(Request.id).where(Request.id.in_(set(numbers))).order_by(Request.id).with_for_update()
    session().execute(held).all()
