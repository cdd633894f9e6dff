"""Who stands by the differences of a reconciliation sheet."""

from sqlalchemy import case, or_, select

from app.kernel.db import session
from app.people.models import User
from app.polls.models import Reconciliation


def signers(poll_id: int) -> list[str]:
    """The names of who wrote the reasons and, once somebody has, who confirmed them: both act in office."""
    wrote = Reconciliation.written_by_id == User.id
    either = or_(wrote, Reconciliation.confirmed_by_id == User.id)
    found = select(User.name).join(Reconciliation, either).where(Reconciliation.poll_id == poll_id)
    return list(session().scalars(found.order_by(case((wrote, 0), else_=1))))
