"""Reads of who looks after which request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from app.decisions.models import Request
from app.desk.models import Assignment
from app.desk.states import Whose
from app.kernel.db import session
from app.people.models import Post, User


@dataclass(frozen=True)
class Held:
    """Who has a request: the section, and its person; `has_left` where the person has no post at the centre now."""

    section: str
    person: User | None
    has_left: bool

    @property
    def keeper(self) -> User | None:
        """The person who looks after it now."""
        return None if self.has_left else self.person


def _serves() -> ColumnElement[bool]:
    """Whether the person of the assignment has a post at its centre."""
    return exists().where(Post.user_id == Assignment.user_id, Post.dong_id == Assignment.dong_id)


def _holds() -> ColumnElement[bool]:
    """Whether it was given to nobody after this."""
    later = aliased(Assignment)
    return ~exists().where(later.request_id == Assignment.request_id, later.turn > Assignment.turn)


def held_by(requests: Iterable[Request]) -> dict[int, Held]:
    """Who has each of the requests, in one statement; nothing of those that nobody at their desk was given."""
    desks = {request.id: request.desk_id for request in requests}
    last = select(Assignment, _serves()).where(Assignment.request_id.in_(desks), _holds())
    rows = session().execute(last.options(joinedload(Assignment.user))).all()
    return {
        one.request_id: Held(one.section, one.user, one.user_id is not None and not serves)
        for one, serves in rows
        if one.dong_id == desks[one.request_id]
    }


def held(request: Request) -> Held | None:
    """Who has the request, None where nobody at the desk that has it was given it."""
    return held_by([request]).get(request.id)


def turn(request_id: int) -> int:
    """How often the request was given to somebody."""
    return session().scalar(select(func.max(Assignment.turn)).where(Assignment.request_id == request_id)) or 0


def history(request_id: int) -> Sequence[Assignment]:
    """Who had it, the last first."""
    whole = [joinedload(Assignment.user), joinedload(Assignment.by)]
    rows = select(Assignment).where(Assignment.request_id == request_id).options(*whole)
    return session().scalars(rows.order_by(Assignment.turn.desc())).all()


def whose(wanted: Select[Request], word: Whose, dong_id: int, user_id: int) -> Select[Request]:
    """Those of the requests on the dong's desk that the word means."""
    here = select(Assignment.request_id).where(Assignment.dong_id == dong_id, _holds())
    if word is Whose.MINE:
        return wanted.where(Request.id.in_(here.where(Assignment.user_id == user_id)))
    if word is Whose.NOBODY:
        return wanted.where(Request.id.not_in(here.where(_serves())))
    return wanted


def candidates(dong_id: int) -> Sequence[Post]:
    """Everybody with a post at the centre, by section and name."""
    there = select(Post).join(User, User.id == Post.user_id).where(Post.dong_id == dong_id)
    return session().scalars(there.options(joinedload(Post.user)).order_by(Post.section, User.name, Post.id)).all()


def sections(posts: Sequence[Post]) -> list[str]:
    """The sections in which they serve."""
    return sorted({post.section for post in posts})
