"""Reads of the roll: who would be on it, who may be added, and what people object to it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from app.councils.models import Bylaws, Membership
from app.councils.states import MembershipState
from app.kernel.clock import seoul
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy
from app.people.models import User
from app.polls.models import Objection, Poll, RollAddition, RollEntry
from app.polls.states import ObjectionState


def eligible(bylaws: Bylaws, year: int) -> Sequence[int]:
    """The people who would be on the roll of a poll that opens in this year, now; one with two accounts is one."""
    return session().scalars(_fit(bylaws, year).with_only_columns(Membership.person_id).distinct()).all()


def would_be_on_roll(bylaws: Bylaws, year: int, user_id: int) -> bool:
    """Whether this user is one of them."""
    return session().scalar(_fit(bylaws, year).where(Membership.user_id == user_id)) is not None


def _fit(bylaws: Bylaws, year: int) -> Select[int]:
    return _fitting(bylaws.council_id, bylaws.ties, year - bylaws.min_age)


def _fitting(council_id: int, ties: Sequence[str], youngest: int) -> Select[int]:
    return select(Membership.user_id).where(
        Membership.council_id == council_id,
        Membership.state == MembershipState.CONFIRMED,
        Membership.tie.in_(ties),
        Membership.birth_year <= youngest,
    )


def objections_of(poll: Poll) -> Sequence[Objection]:
    """What people object to the poll's roll, with who they are: first what waits for an answer, then the latest."""
    of_poll = select(Objection).where(Objection.poll_id == poll.id).options(joinedload(Objection.user))
    is_answered = Objection.state != ObjectionState.WAITING
    return session().scalars(of_poll.order_by(is_answered, Objection.id.desc())).all()


def objection(number: int) -> Objection:
    """The objection with its poll and council. Raises NotFound."""
    whole = joinedload(Objection.poll).joinedload(Poll.council)
    found = session().scalars(select(Objection).where(Objection.id == number).options(whole)).one_or_none()
    if found is None:
        raise NotFound(lazy("그런 이의 신청이 없습니다."))
    return found


def latest_objection(poll_id: int, user_id: int) -> Objection | None:
    """What the person objected to the poll's roll last."""
    return session().scalars(_OWN_OBJECTION, {"poll": poll_id, "user": user_id}).one_or_none()


_OWN = (Objection.poll_id == bindparam("poll"), Objection.user_id == bindparam("user"))
_OWN_OBJECTION = select(Objection).where(*_OWN).order_by(Objection.id.desc()).limit(1)


def unanswered(poll_id: int) -> int:
    """How many objections to the poll's roll wait for an answer."""
    waiting = select(func.count(Objection.id)).where(
        Objection.poll_id == poll_id, Objection.state == ObjectionState.WAITING
    )
    return session().scalars(waiting).one()


def added_to_roll(poll_id: int) -> int:
    """How many were put on the poll's roll after the opening."""
    return session().scalars(select(func.count()).where(RollAddition.poll_id == poll_id)).one()


def on_roll(poll_id: int) -> int:
    """How many lines the poll's roll has."""
    return session().scalars(select(func.count()).where(RollEntry.poll_id == poll_id)).one()


def fit_for(poll: Poll) -> dict[int, int]:
    """Who is confirmed now and fits the rules that the poll opened with: the person of each user."""
    people = _fit_for(poll).with_only_columns(Membership.user_id, Membership.person_id)
    return {row.user_id: row.person_id for row in session().execute(people)}


def _fit_for(poll: Poll) -> Select[int]:
    roll = poll.rules["roll"]
    year = seoul(datetime.fromisoformat(roll["made_at"])).year
    return _fitting(poll.council_id, roll["ties"], year - roll["min_age"])


def keys_on_roll(poll_id: int) -> set[str]:
    """The keys of all who are on the poll's roll."""
    return set(session().scalars(select(RollEntry.person_key).where(RollEntry.poll_id == poll_id)))


def people(numbers: Sequence[int]) -> Sequence[User]:
    """The users with these numbers, by name."""
    return session().scalars(select(User).where(User.id.in_(numbers)).order_by(User.name, User.id)).all()
