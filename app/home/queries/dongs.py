"""What the page of a dong shows: its councils; and the desks of an officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from app.councils.models import Council, Membership
from app.councils.states import CouncilState, MembershipState
from app.decisions.models import Request
from app.decisions.queries import at_desk
from app.decisions.states import RequestState
from app.kernel.db import session
from app.places.models import Dong

_ORDER = case({CouncilState.ACTIVE: 0, CouncilState.GATHERING: 1}, value=Council.state, else_=2)


def councils_of(dong_id: int) -> Sequence[Council]:
    """The councils of a dong that have not ended: open ones, then those that gather names; at most 100."""
    query = select(Council).options(joinedload(Council.alley))
    query = query.where(Council.dong_id == dong_id, Council.state != CouncilState.CLOSED)
    return session().scalars(query.order_by(_ORDER, Council.called_at.desc(), Council.id).limit(100)).all()


@dataclass(frozen=True)
class Desk:
    """What waits for the officers of one dong."""

    dong: Dong
    requests: int
    overdue: int
    memberships: int


def desks(dong_ids: Sequence[int], today: date) -> list[Desk]:
    """The desks of the dongs where a person serves, by name: one statement."""
    at_home = Council.dong_id == Dong.id
    asked = select(func.count()).select_from(Request).join(Request.council)
    asked = asked.where(at_desk(Dong.__table__.c.id), Request.state == RequestState.RECEIVED)
    waiting = select(func.count()).select_from(Membership).join(Membership.council)
    waiting = waiting.where(at_home, Membership.state == MembershipState.REQUESTED)
    counts = (asked, asked.where(Request.due_on < today), waiting)
    query = select(Dong, *(count.correlate(Dong).scalar_subquery() for count in counts))
    rows = session().execute(query.where(Dong.id.in_(dong_ids)).order_by(Dong.name, Dong.id))
    return [Desk(*row) for row in rows]
