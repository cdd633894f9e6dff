"""Answers of a question as a map is computed from them, and the maps that were."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from app.kernel.db import session
from app.opinions.maths import AGREE, DISAGREE, PASS, Vote, Votes
from app.opinions.models import Answer, OpinionMap, Question, Statement
from app.opinions.policy import MANY
from app.opinions.states import QuestionState, Side, StatementState

_TENTH = 10
_VOTES = {Side.AGREE: AGREE, Side.DISAGREE: DISAGREE, Side.PASS: PASS}


def map_of(question_id: int) -> OpinionMap | None:
    """What is known of the groups of a closed question; None before the worker has begun."""
    return session().get(OpinionMap, question_id, populate_existing=True)


def unmapped() -> Sequence[int]:
    """The numbers of the closed questions whose groups nobody has looked for yet."""
    waiting = (
        select(Question.id)
        .outerjoin(OpinionMap, OpinionMap.question_id == Question.id)
        .where(Question.state == QuestionState.CLOSED, OpinionMap.computed_at.is_(None))
    )
    return session().scalars(waiting.order_by(Question.closed_at, Question.id)).all()


def to_place() -> Mapping[int, int]:
    """Open questions that many have answered, and a tenth more or less since statements were placed: answers of each.

    Who changes an answer changes no number: what many change is found with the next tenth.
    """
    each = Statement.agree_count + Statement.disagree_count + Statement.pass_count
    answers = func.coalesce(func.sum(each), 0)
    moved = func.abs(answers - Question.placed_answers) * _TENTH
    wanted = (
        select(Question.id, answers)
        .join(Statement, Statement.question_id == Question.id)
        .where(Question.state == QuestionState.OPEN, Question.participant_count >= MANY)
        .group_by(Question.id, Question.placed_answers)
        .having(answers > 0, moved >= Question.placed_answers, answers != Question.placed_answers)
    )
    return {number: int(count) for number, count in session().execute(wanted.order_by(Question.id))}


def votes_of(question_id: int) -> Votes:
    """Every answer to the statements that are shown, of whom is known to nobody who reads the result."""
    shown = select(Statement.id).where(Statement.question_id == question_id, Statement.state == StatementState.SHOWN)
    numbers = session().scalars(shown).all()
    answers = select(Answer.user_id, Answer.statement_id, Answer.side).where(Answer.statement_id.in_(shown))
    votes = (Vote(person, statement, _VOTES[side]) for person, statement, side in session().execute(answers))
    return Votes.of(votes, statements=numbers)
