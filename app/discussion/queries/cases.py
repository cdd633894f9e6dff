"""Reads of moderation: what waits for a moderator, who that is, and the public log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.councils.models import Council, Membership
from app.councils.states import MembershipState, Seat
from app.discussion.models import Case, Comment, Flag
from app.discussion.models.cases import SOON
from app.discussion.states import CaseState, Ground
from app.kernel.db import session
from app.kernel.paging import Page, page_of
from app.people.models import Post

LOG_PER_PAGE = 50
MOST_AT_ONCE = 100


def case_of(comment: Comment) -> Case | None:
    """The case that is open about the comment, with its moderator."""
    still_open = select(Case).where(Case.comment_id == comment.id, Case.closed_at.is_(None))
    return session().scalars(still_open.options(joinedload(Case.moderator))).one_or_none()


def cases_of(comment: Comment) -> Sequence[Case]:
    """Everything that moderators looked at in the comment, the latest first."""
    return session().scalars(select(Case).where(Case.comment_id == comment.id).order_by(Case.id.desc())).all()


def queue(council_id: int, number: int = 1) -> Page[Case]:
    """What waits for a moderator of the council, what is due first on top, in two statements."""
    waiting = (
        select(Case)
        .where(Case.council_id == council_id, Case.closed_at.is_(None))
        .options(
            joinedload(Case.moderator),
            joinedload(Case.comment).joinedload(Comment.author),
            joinedload(Case.comment).joinedload(Comment.council),
            joinedload(Case.comment).selectinload(Comment.flags.and_(Flag.settled_at.is_(None))),
        )
        .order_by(Case.due_at, Case.id)
    )
    return page_of(waiting, number)


def chosen(council_id: int, numbers: Sequence[int]) -> Sequence[Comment]:
    """Those of the comments that are of the council and wait for a moderator, in one statement."""
    waiting = (
        select(Comment)
        .join(Case, (Case.comment_id == Comment.id) & Case.closed_at.is_(None))
        .where(Comment.council_id == council_id, Comment.id.in_(numbers))
        .options(joinedload(Comment.author), joinedload(Comment.council))
    )
    return session().scalars(waiting.order_by(Comment.id).limit(MOST_AT_ONCE)).all()


def moderator_for(council: Council, not_ids: Sequence[int]) -> int | None:
    """Who is to look: the facilitator with the fewest open cases, else an officer of the dong, but none of `not_ids`.

    None where the council has nobody else: its officers are told once it is overdue.
    """
    load = select(func.count()).where(Case.moderator_id == Membership.user_id, Case.closed_at.is_(None))
    facilitators = (
        select(Membership.user_id)
        .where(
            Membership.council_id == council.id,
            Membership.seat == Seat.FACILITATOR,
            Membership.state == MembershipState.CONFIRMED,
            Membership.user_id.not_in(not_ids),
        )
        .order_by(load.scalar_subquery(), Membership.id)
    )
    officers = select(Post.user_id).where(Post.dong_id == council.dong_id, Post.user_id.not_in(not_ids))
    found = session().scalars(facilitators.limit(1)).first()
    return found or session().scalars(officers.order_by(Post.id).limit(1)).first()


def _due(at: datetime) -> Select[Case]:
    late = select(Case).where(Case.closed_at.is_(None), Case.due_at <= at)
    return late.order_by(Case.due_at, Case.id).limit(MOST_AT_ONCE)


def reminded_cases(at: datetime) -> Sequence[Case]:
    """Open cases that are due soon and whose moderator was not reminded yet."""
    return session().scalars(_due(at + SOON).where(Case.reminded_at.is_(None))).all()


def overdue_cases(at: datetime) -> Sequence[Case]:
    """Open cases that are overdue and that the officers were not told of yet."""
    return session().scalars(_due(at).where(Case.escalated_at.is_(None))).all()


@dataclass(frozen=True)
class Log:
    """What was done with comments in a council, without names and without their words."""

    page: Page[Case]
    counts: dict[Ground, int]  # how often comments were hidden, by ground


def log(council_id: int, number: int = 1) -> Log:
    """The council's closed cases, the latest first, and how often something was hidden on which ground."""
    told = Case.state.not_in([CaseState.OPEN, CaseState.LAPSED])
    closed = select(Case).where(Case.council_id == council_id, Case.closed_at.is_not(None), told)
    page = page_of(closed.order_by(Case.closed_at.desc(), Case.id.desc()), number, LOG_PER_PAGE)
    hidden = select(Case.ground, func.count()).where(Case.council_id == council_id, Case.state == CaseState.HIDDEN)
    found = {row[0]: row[1] for row in session().execute(hidden.group_by(Case.ground))}
    return Log(page, {ground: found.get(ground, 0) for ground in Ground})
