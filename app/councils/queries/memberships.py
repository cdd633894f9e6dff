"""Reads of memberships. Lists hold what `may("read", membership)` allows: `visible_to` says it in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.councils.models import Council, Membership
from app.councils.states import MembershipState, Seat
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy
from app.kernel.paging import Page, page_of
from app.people.models import Post, User

RECENT = 10
_WITH_ALL = (joinedload(Membership.council).joinedload(Council.dong), joinedload(Membership.user))


@dataclass(frozen=True)
class CouncilNumbers:
    """How many belong to a council, by seat, and how many wait for an officer."""

    members: int = 0
    facilitators: int = 0
    observers: int = 0
    waiting: int = 0


def visible_to(user: Any) -> ColumnElement[bool]:
    """The memberships that the user may read: one's own, and those of the dongs where one is an officer."""
    served = select(Post.dong_id).where(Post.user_id == user.id)
    return or_(Membership.user_id == user.id, Membership.council.has(Council.dong_id.in_(served)))


def membership(membership_id: int) -> Membership:
    """The membership with its person, council and dong; raises NotFound."""
    wanted = select(Membership).options(*_WITH_ALL).where(Membership.id == membership_id)
    found = session().scalars(wanted).one_or_none()
    if found is None:
        raise NotFound(lazy("그런 참여 신청이 없습니다."))
    return found


def membership_of(council_id: int, user_id: int) -> Membership | None:
    """The person's tie to the council, in whatever state."""
    wanted = select(Membership).options(*_WITH_ALL)
    return (
        session()
        .scalars(wanted.where(Membership.council_id == council_id, Membership.user_id == user_id))
        .one_or_none()
    )


def lookalikes(membership: Membership) -> Sequence[Membership]:
    """Others of the council with the same name and year of birth, in whatever state, the oldest first.

    Not those that count as this account already.
    """
    return lookalikes_of([membership]).get(membership.id, [])


def lookalikes_of(memberships: Sequence[Membership]) -> dict[int, list[Membership]]:
    """As `lookalikes`, by the number of each membership, in one statement."""
    wanted = {(one.council_id, one.identity_key) for one in memberships if one.identity_key}
    if not wanted:
        return {}
    of_council = Membership.council_id.in_({council_id for council_id, _key in wanted})
    alike = select(Membership).where(of_council, Membership.identity_key.in_({key for _council, key in wanted}))
    found = session().scalars(alike.options(joinedload(Membership.user)).order_by(Membership.id)).all()
    return {one.id: [other for other in found if other.id != one.id and _looks_like(one, other)] for one in memberships}


def _looks_like(one: Membership, other: Membership) -> bool:
    is_alike = (one.council_id, one.identity_key) == (other.council_id, other.identity_key)
    return is_alike and other.person_id != one.user_id


def person_in(user: User, council_id: int) -> int:
    """Whom the user counts as in the council: themselves, or the person whose other account this is."""
    mine = (one.person_id for one in user.memberships if one.council_id == council_id)
    return next(mine, user.id)


def members(council: Council, number: int, per_page: int = 20) -> Page[Membership]:
    """A page of those whose tie is confirmed: facilitators first, then observers, then residents by name."""
    order = case({Seat.FACILITATOR: 0, Seat.OBSERVER: 1}, value=Membership.seat, else_=2)
    confirmed = _with_people().where(Membership.council_id == council.id, Membership.state == MembershipState.CONFIRMED)
    return page_of(confirmed.order_by(order, Membership.id), number, per_page)


def my_memberships(user: Any) -> Sequence[Membership]:
    """The person's memberships that are not left, with council, dong and alley; the latest asked first."""
    mine = (
        select(Membership)
        .where(Membership.user_id == user.id, Membership.state != MembershipState.LEFT)
        .options(
            joinedload(Membership.council).joinedload(Council.dong),
            joinedload(Membership.council).joinedload(Council.alley),
        )
    )
    return session().scalars(mine.order_by(Membership.asked_at.desc(), Membership.id.desc())).all()


def requests(dong_id: int, user: Any, number: int, per_page: int = 20) -> Page[Membership]:
    """A page of those who wait in the dong's councils and whom the officer may see, the longest waiting first."""
    waiting = _with_people().where(Membership.state == MembershipState.REQUESTED, visible_to(user))
    waiting = waiting.where(Membership.council.has(Council.dong_id == dong_id))
    return page_of(waiting.order_by(Membership.asked_at, Membership.id), number, per_page)


def decided_lately(dong_id: int, user: Any) -> Sequence[Membership]:
    """The last decisions in the dong's councils, for the officer who pressed the wrong button."""
    states = (MembershipState.CONFIRMED, MembershipState.DECLINED)
    decided = _with_people().where(Membership.state.in_(states), Membership.decided_at.is_not(None), visible_to(user))
    decided = decided.where(Membership.council.has(Council.dong_id == dong_id))
    return session().scalars(decided.order_by(Membership.decided_at.desc()).limit(RECENT)).all()


def waiting_count(dong_id: int) -> int:
    """How many wait for the dong's officers."""
    waiting = select(func.count(Membership.id)).where(
        Membership.state == MembershipState.REQUESTED, Membership.council.has(Council.dong_id == dong_id)
    )
    return session().scalars(waiting).one()


def council_numbers(council_id: int) -> CouncilNumbers:
    """The council's numbers in one statement."""
    counted = (
        select(Membership.state, Membership.seat, func.count())
        .where(Membership.council_id == council_id)
        .group_by(Membership.state, Membership.seat)
    )
    rows = session().execute(counted).all()
    confirmed = {seat: count for state, seat, count in rows if state is MembershipState.CONFIRMED}
    return CouncilNumbers(
        members=sum(confirmed.values()),
        facilitators=confirmed.get(Seat.FACILITATOR, 0),
        observers=confirmed.get(Seat.OBSERVER, 0),
        waiting=sum(count for state, _, count in rows if state is MembershipState.REQUESTED),
    )


def _with_people() -> Select[Membership]:
    return (
        select(Membership)
        .join(Membership.user)
        .join(Membership.council)
        .join(Council.dong)
        .options(
            contains_eager(Membership.user),
            contains_eager(Membership.council).contains_eager(Council.dong),
            contains_eager(Membership.council).joinedload(Council.bylaws),
        )
    )
