"""What the page of one council shows beside what happens there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, select
from sqlalchemy.orm import joinedload

from app.boards.queries import Answering
from app.boards.queries.requests import REQUESTS
from app.boards.queries.sources import ANY_PERIOD, days_of
from app.boards.states import Period
from app.councils.models import CALLERS_NEEDED, Caller, Council, Membership
from app.councils.queries import no_such_council
from app.councils.states import MembershipState
from app.decisions.models import Request
from app.decisions.states import RequestState
from app.home.queries.fronts import SHOWN_PROPOSALS
from app.kernel.db import PreparedRows, session
from app.people.models import User
from app.places.models import Dong
from app.proposals.models import Proposal

# Built once: making a statement anew takes as long as asking it.
_ID: BindParameter[int] = bindparam("council")
_WHOLE = select(Council).options(joinedload(Council.dong).joinedload(Dong.gu), joinedload(Council.alley))
_COUNCIL = _WHOLE.where(Council.id == _ID)


def council(council_id: int) -> Council:
    """The council with its place. Raises NotFound."""
    found = session().scalars(_COUNCIL, {"council": council_id}).one_or_none()
    if found is None:
        raise no_such_council()
    return found


@dataclass(frozen=True)
class CouncilNumbers:
    """How many people and things a council has."""

    members: int
    callers: int
    proposals: int
    requests: int
    answered: int
    answering: Answering

    @property
    def missing_callers(self) -> int:
        """How many neighbours are still needed to open it."""
        return max(0, CALLERS_NEEDED - self.callers)


def _count(*conditions: ColumnElement[bool]) -> Any:
    return select(func.count()).where(*conditions).scalar_subquery()


_NUMBERS = (
    _count(Membership.council_id == _ID, Membership.state == MembershipState.CONFIRMED),
    _count(Caller.council_id == _ID),
    _count(Proposal.council_id == _ID, Proposal.state.in_(SHOWN_PROPOSALS)),
    func.count().filter(Request.received_on.is_not(None)),
    func.count().filter(Request.state == RequestState.ANSWERED),
)
_COUNTED = select(*_NUMBERS, *REQUESTS.counts(ANY_PERIOD)).select_from(REQUESTS.start)
_ALL_NUMBERS = PreparedRows(_COUNTED.where(Request.council_id == _ID))


def numbers_of(council_id: int, of: Period) -> CouncilNumbers:
    """The numbers of a council, and how its requests were answered in the period; one statement."""
    row = _ALL_NUMBERS.one(council=council_id, **days_of(of))
    keys = (one.key for one in REQUESTS.figures)
    members, callers, proposals, requests, answered = row[: len(_NUMBERS)]
    answering = Answering(dict(zip(keys, row[len(_NUMBERS) :], strict=True)))
    return CouncilNumbers(members, callers, proposals, requests, answered, answering)


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
