"""What the page of one council shows beside what happens there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.councils.models import CALLERS_NEEDED, Caller, Council, Membership
from app.councils.states import MembershipState
from app.decisions.models import Request
from app.decisions.states import RequestState
from app.home.queries.fronts import SHOWN_PROPOSALS
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy
from app.people.models import User
from app.places.models import Dong
from app.proposals.models import Proposal


def council(council_id: int) -> Council:
    """The council with its place. Raises NotFound."""
    whole = (joinedload(Council.dong).joinedload(Dong.gu), joinedload(Council.alley))
    found = session().get(Council, council_id, options=whole)
    if found is None:
        raise NotFound(lazy("그런 골목회의가 없습니다."))
    return found


@dataclass(frozen=True)
class CouncilNumbers:
    """How many people and things a council has."""

    members: int
    callers: int
    proposals: int
    requests: int
    answered: int

    @property
    def missing_callers(self) -> int:
        """How many neighbours are still needed to open it."""
        return max(0, CALLERS_NEEDED - self.callers)


def numbers_of(council_id: int) -> CouncilNumbers:
    """The numbers of a council, in one statement."""
    counts = (
        _count(Membership.council_id == council_id, Membership.state == MembershipState.CONFIRMED),
        _count(Caller.council_id == council_id),
        _count(Proposal.council_id == council_id, Proposal.state.in_(SHOWN_PROPOSALS)),
        _count(Request.council_id == council_id, Request.received_on.is_not(None)),
        _count(Request.council_id == council_id, Request.state == RequestState.ANSWERED),
    )
    return CouncilNumbers(*session().execute(select(*counts)).one())


def _count(*conditions: ColumnElement[bool]) -> Any:
    return select(func.count()).where(*conditions).scalar_subquery()


def membership_in(user: Any, council_id: int) -> Membership | None:
    """The tie that the person has, or has asked for, from what their rules have loaded anyway; not one they left."""
    mine = (one for one in user.memberships if one.council_id == council_id)
    return next((one for one in mine if one.state is not MembershipState.LEFT), None)


def memberships_of(user: User) -> list[Membership]:
    """Where the person belongs, then where they have asked to, with the councils; by name."""
    query = select(Membership).join(Membership.council)
    query = query.options(joinedload(Membership.council).joinedload(Council.dong))
    query = query.where(Membership.user_id == user.id, Membership.state != MembershipState.LEFT)
    found = session().scalars(query.order_by(Council.name, Council.id)).unique().all()
    return sorted(found, key=lambda membership: not membership.is_confirmed)


def proposals_by(user: User) -> list[Proposal]:
    """What the person brings, drafts first, then the newest; at most ten."""
    query = select(Proposal).options(joinedload(Proposal.council)).where(Proposal.author_id == user.id)
    newest = query.order_by(Proposal.published_at.is_not(None), Proposal.id.desc()).limit(10)
    return list(session().scalars(newest).unique())
