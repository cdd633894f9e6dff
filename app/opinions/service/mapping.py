"""Maps of opinions, computed by the worker once a question is closed, and what the draw needs of them before."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Update, delete, update

from app.kernel.db import insert_if_new, session
from app.opinions.maths import Analysis, Id
from app.opinions.models import OpinionMap, Question, Statement


def begin_map(question_id: int) -> None:
    """Say that somebody looks for groups; said again, nothing changes."""
    insert_if_new(OpinionMap, question_id=question_id, share=0, fingerprint="")


def tell_share(question_id: int, share: int) -> None:
    """Say how far it is, in percent."""
    session().execute(update(OpinionMap).where(OpinionMap.question_id == question_id).values(share=share))


def keep_map(question_id: int, found: Analysis, *, at: datetime) -> None:
    """Keep what was found, for everybody to see."""
    values = {"share": 100, "fingerprint": found.fingerprint, "result": found.as_json(), "computed_at": at}
    session().execute(update(OpinionMap).where(OpinionMap.question_id == question_id).values(**values))


def keep_places(question_id: int, extremities: Mapping[Id, float], *, answers: int) -> None:
    """Keep how far out each statement stands, for the draw alone, and of how many answers that was worked out."""
    for number, far in sorted(extremities.items()):  # in one order, so that nobody waits for each other
        _change(update(Statement).where(Statement.id == number).values(extremity=far))
    _change(update(Question).where(Question.id == question_id).values(placed_answers=answers))


def _change(statement: Update) -> None:
    session().execute(statement, execution_options={"synchronize_session": False})


def forget_map(question: Question) -> None:
    """Have it computed anew: a statement was shown or hidden after the question had closed.

    Of answers that were given elsewhere nothing can be computed here: that map stays, and pages leave the words out.
    """
    if question.is_closed and not question.is_from_elsewhere:
        session().execute(delete(OpinionMap).where(OpinionMap.question_id == question.id))
