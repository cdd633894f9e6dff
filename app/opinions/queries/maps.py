"""Answers of a question as a map is computed from them, and the maps that were."""

from collections.abc import Sequence

from sqlalchemy import select

from app.kernel.db import session
from app.opinions.maths import AGREE, DISAGREE, PASS, Vote, Votes
from app.opinions.models import Answer, OpinionMap, Question, Statement
from app.opinions.states import QuestionState, Side, StatementState

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


def votes_of(question_id: int) -> Votes:
    """Every answer to the statements that are shown, of whom is known to nobody who reads the result."""
    shown = select(Statement.id).where(Statement.question_id == question_id, Statement.state == StatementState.SHOWN)
    numbers = session().scalars(shown).all()
    answers = select(Answer.user_id, Answer.statement_id, Answer.side).where(Answer.statement_id.in_(shown))
    votes = (Vote(person, statement, _VOTES[side]) for person, statement, side in session().execute(answers))
    return Votes.of(votes, statements=numbers)
