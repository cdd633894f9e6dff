"""Reads of answers: a person's own alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from app.kernel.db import session
from app.opinions.models import Answer, Statement
from app.opinions.states import Side, StatementState


@dataclass(frozen=True)
class Given:
    """What the person answered to one statement."""

    statement_id: int
    text: str
    side: Side
    is_shown: bool


def _own(user_id: int) -> ColumnElement[bool]:
    return (Answer.statement_id == Statement.id) & (Answer.user_id == user_id)


def answer_of(statement_id: int, user_id: int) -> Side | None:
    """What the person answers to the statement, None where they have not."""
    own = select(Answer.side).where(Answer.statement_id == statement_id, Answer.user_id == user_id)
    return session().scalars(own).one_or_none()


def has_answered(question_id: int, user_id: int) -> bool:
    """Whether the person has answered anything under the question."""
    own = select(Statement.id).join(Answer, _own(user_id)).where(Statement.question_id == question_id)
    return session().scalars(own.limit(1)).first() is not None


def unanswered(question_id: int, user_id: int) -> Sequence[Statement]:
    """What the person can still answer: shown, written by somebody else, without an answer of theirs."""
    wanted = select(Statement).outerjoin(Answer, _own(user_id))
    wanted = wanted.where(
        Statement.question_id == question_id,
        Statement.state == StatementState.SHOWN,
        Answer.user_id.is_(None),
        or_(Statement.author_id.is_(None), Statement.author_id != user_id),
    )
    return session().scalars(wanted.order_by(Statement.id)).all()


def answers_of(question_id: int, user_id: int) -> Sequence[Given]:
    """All that the person answered under the question, the latest first."""
    return _given(question_id, user_id, None)


def latest_of(question_id: int, user_id: int) -> Given | None:
    """What the person answered last under the question."""
    return next(iter(_given(question_id, user_id, 1)), None)


def _given(question_id: int, user_id: int, most: int | None) -> list[Given]:
    wanted = select(Statement.id, Statement.text, Answer.side, Statement.state).join(Answer, _own(user_id))
    wanted = wanted.where(Statement.question_id == question_id).order_by(Answer.at.desc(), Statement.id.desc())
    rows = session().execute(wanted.limit(most))
    return [Given(number, text, side, state is StatementState.SHOWN) for number, text, side, state in rows]


def participants(question_id: int) -> int:
    """How many people have answered anything under the question, counted anew."""
    people = select(func.count(Answer.user_id.distinct())).join(Statement, Statement.id == Answer.statement_id)
    return session().execute(people.where(Statement.question_id == question_id)).scalar_one()
