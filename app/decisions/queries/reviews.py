"""Reads of answers that a second officer reads first, and of what answers said before."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Load, joinedload

from app.councils.models import Council
from app.decisions.models import AnswerReview, Decision, DecisionVersion, Request
from app.decisions.queries.requests import at_desk, with_first_answer
from app.decisions.states import ReviewState
from app.kernel.db import session
from app.kernel.errors import NotFound


def review(number: int) -> AnswerReview:
    """An answer to be read through, with its writer, its request and what rules ask of that. Raises NotFound."""
    found = session().scalars(_whole().where(AnswerReview.id == number)).one_or_none()
    if found is None:
        raise NotFound
    return found


def _whole() -> Select[AnswerReview]:
    request = joinedload(AnswerReview.request)
    return select(AnswerReview).options(
        joinedload(AnswerReview.by),
        request.joinedload(Request.council).joinedload(Council.dong),
        request.joinedload(Request.dong),
        request.joinedload(Request.decision),
        with_first_answer(Load(AnswerReview).joinedload(AnswerReview.request)),
    )


def locked_review(number: int) -> AnswerReview:
    """The same as it is now, held until the transaction ends: it is published once, or sent back once."""
    session().execute(select(AnswerReview.id).where(AnswerReview.id == number).with_for_update()).one()
    fresh = _whole().where(AnswerReview.id == number).execution_options(populate_existing=True)
    return session().scalars(fresh).one()


def last_review(request_id: int) -> AnswerReview | None:
    """The last time that a second officer was asked to read an answer to the request, None where nobody was."""
    asked = select(AnswerReview).where(AnswerReview.request_id == request_id).order_by(AnswerReview.id.desc())
    people = joinedload(AnswerReview.by), joinedload(AnswerReview.reviewer)
    return session().scalars(asked.options(*people).limit(1)).one_or_none()


def reviews_waiting(dong_id: int) -> Sequence[AnswerReview]:
    """What waits on the desk of the dong for a second officer's eyes, the longest first."""
    asked = select(AnswerReview).join(AnswerReview.request)
    here = asked.join(Request.council).where(at_desk(dong_id), AnswerReview.state == ReviewState.WAITING)
    people = joinedload(AnswerReview.by), joinedload(AnswerReview.request)
    return session().scalars(here.options(*people).order_by(AnswerReview.id)).all()


def versions(request_id: int) -> Sequence[DecisionVersion]:
    """All that the answer to the request has said, the newest first."""
    said = select(DecisionVersion).join(Decision).where(Decision.request_id == request_id)
    return session().scalars(said.order_by(DecisionVersion.number.desc())).all()
