"""Answering: one short transaction, the last answer counts, and the counts of a statement are exact."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update

from app.kernel import chance
from app.kernel.db import insert_if_new, session
from app.kernel.errors import Conflict
from app.kernel.i18n import lazy
from app.opinions import queries
from app.opinions.models import Answer, Question, Statement
from app.opinions.service.routing import Draw, routed
from app.opinions.states import Side
from app.people.models import User

_ENDED = lazy("의견 모으기를 마감했습니다. 이제 답을 바꾸거나 새 의견을 쓸 수 없습니다.")
_OWN = lazy("내가 쓴 의견에는 답하지 않습니다. 다른 이웃이 답합니다.")


_COLUMNS = {
    Side.AGREE: Statement.agree_count,
    Side.DISAGREE: Statement.disagree_count,
    Side.PASS: Statement.pass_count,
}


@dataclass(frozen=True)
class Turn:
    """What a person sees next: a statement, None where all are answered, and how many are left with it."""

    statement: Statement | None
    left: int


def next_turn(question: Question, user: User, *, draw: Draw = chance.weighted) -> Turn:
    """The next statement for the person, drawn by priority."""
    waiting = queries.unanswered(question.id, user.id)
    return Turn(routed(waiting, draw), len(waiting))


def answer(statement_id: int, side: Side, *, by: User, at: datetime) -> bool:
    """Keep the person's answer, in place of an earlier one; the same again changes nothing. Whether it is their first.

    No event and no log: who answered what stays with the person. Raises Conflict where the statement is not shown any
    more, the question has ended, or the person wrote the statement.
    """
    statement = _taken(statement_id, by, at)
    before = queries.answer_of(statement.id, by.id)
    if before is side:
        return False
    if before is None:
        if not queries.has_answered(statement.question_id, by.id):
            _count_person(statement.question_id, 1)
        insert_if_new(Answer, statement_id=statement.id, user_id=by.id, side=side, at=at)
    else:
        own = (Answer.statement_id == statement.id, Answer.user_id == by.id)
        session().execute(update(Answer).where(*own).values(side=side, at=at))
    _count(statement.id, {side: 1} if before is None else {before: -1, side: 1})
    return before is None


def take_back(statement_id: int, *, by: User, at: datetime) -> bool:
    """Take the answer back, as if it had not been given; where there is none nothing changes. Whether there was one."""
    statement = _taken(statement_id, by, at)
    own = (Answer.statement_id == statement.id, Answer.user_id == by.id)
    gone = session().execute(delete(Answer).where(*own).returning(Answer.side)).scalars().first()
    if gone is None:
        return False
    _count(statement.id, {gone: -1})
    if not queries.has_answered(statement.question_id, by.id):
        _count_person(statement.question_id, -1)
    return True


def _taken(statement_id: int, by: User, at: datetime) -> Statement:
    statement = queries.locked_statement(statement_id)
    statement.move("answer")
    if not statement.question.takes_answers(at):
        raise Conflict(_ENDED)
    if statement.author_id == by.id:
        raise Conflict(_OWN)
    return statement


def _count(statement_id: int, changes: dict[Side, int]) -> None:
    values: dict[Any, Any] = {_COLUMNS[side]: _COLUMNS[side] + change for side, change in changes.items()}
    _change(update(Statement).where(Statement.id == statement_id).values(values))


def _count_person(question_id: int, change: int) -> None:
    """While the question is open two windows of one person may be counted one off; the end counts anew."""
    counted = {Question.participant_count: Question.participant_count + change}
    _change(update(Question).where(Question.id == question_id).values(counted))


def _change(statement: Any) -> None:
    session().execute(statement, execution_options={"synchronize_session": False})
