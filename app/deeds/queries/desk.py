"""The officers' list of what their dong has promised."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from app.decisions.models import Request
from app.decisions.queries import at_desk
from app.decisions.states import SOON_DAYS
from app.deeds.models import Commitment
from app.deeds.states import ENDED
from app.kernel.db import session


@dataclass(frozen=True)
class Counted:
    """How many commitments of a dong are late, due within SOON_DAYS (today too), open and ended."""

    late: int
    soon: int
    opened: int
    ended: int


def _of_dong(dong_id: int) -> Select[Commitment]:
    return (
        select(Commitment)
        .join(Commitment.council)
        .outerjoin(Commitment.request)
        .where(at_desk(dong_id))
        .options(contains_eager(Commitment.council), contains_eager(Commitment.request).joinedload(Request.decision))
    )


def opened(dong_id: int) -> Select[Commitment]:
    """What is still to be done, by the promised day; what has no day comes last."""
    order = (Commitment.do_by.is_(None), Commitment.do_by, Commitment.id)
    return _of_dong(dong_id).where(Commitment.state.not_in(ENDED)).order_by(*order)


def ended(dong_id: int) -> Select[Commitment]:
    """What was done, cut or dropped, the latest first."""
    order = (Commitment.ended_on.desc(), Commitment.id.desc())
    return _of_dong(dong_id).where(Commitment.state.in_(ENDED)).order_by(*order)


def counts(dong_id: int, today: date) -> Counted:
    """How much was promised and is due, in one statement."""
    is_open = Commitment.state.not_in(ENDED)
    soon = Commitment.do_by.between(today, today + timedelta(days=SOON_DAYS))
    columns = (is_open & (Commitment.do_by < today), is_open & soon, is_open, ~is_open)
    counted = select(*(func.count(Commitment.id).filter(column) for column in columns)).join(Commitment.council)
    here = counted.outerjoin(Commitment.request).where(at_desk(dong_id))
    late, near, still, past = tuple(session().execute(here).one())
    return Counted(late, near, still, past)
