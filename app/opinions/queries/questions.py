"""Reads of questions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.orm import joinedload

from app.councils.models import Membership
from app.councils.states import MembershipState, Seat
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.opinions.models import Question
from app.opinions.states import QuestionState
from app.people.models import User

_ORDER = case({QuestionState.OPEN: 0, QuestionState.DRAFT: 1}, value=Question.state, else_=2)


def question(number: int) -> Question:
    """One question with its council and who asked it; raises NotFound."""
    return _one(number, locked=False)


def locked_question(number: int) -> Question:
    """As `question`, as it is now, and nobody else moves it until the transaction ends."""
    return _one(number, locked=True)


def _one(number: int, *, locked: bool) -> Question:
    loaded = (joinedload(Question.council), joinedload(Question.asked_by))
    wanted = select(Question).where(Question.id == number).options(*loaded)
    if locked:
        wanted = wanted.with_for_update(of=Question).execution_options(populate_existing=True)
    found = session().scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def questions_of(council_id: int) -> Sequence[Question]:
    """The council's questions with it, drafts too: open ones first, then the newest; at most 100."""
    wanted = select(Question).where(Question.council_id == council_id).options(joinedload(Question.council))
    return session().scalars(wanted.order_by(_ORDER, Question.id.desc()).limit(100)).all()


def asked_once(user_id: int, once: str | None) -> Question | None:
    """The question that came from this form before."""
    same = select(Question).where(Question.asked_by_id == user_id, Question.once == once)
    return session().scalars(same).one_or_none() if once else None


def brought_before(council_id: int, source_hash: str) -> Question | None:
    """The question that came into the council from the same files."""
    same = select(Question).where(Question.council_id == council_id, Question.source_hash == source_hash)
    return session().scalars(same).one_or_none()


def first_facilitator(council_id: int) -> User | None:
    """The council's facilitator of the longest standing."""
    seated = select(User).join(Membership, Membership.user_id == User.id)
    seated = seated.where(
        Membership.council_id == council_id,
        Membership.state == MembershipState.CONFIRMED,
        Membership.seat == Seat.FACILITATOR,
    )
    return session().scalars(seated.order_by(Membership.id).limit(1)).first()


def due_questions(at: datetime) -> Sequence[int]:
    """The numbers of the open questions whose time has passed."""
    due = select(Question.id).where(Question.state == QuestionState.OPEN, Question.closes_at <= at)
    return session().scalars(due.order_by(Question.id)).all()
