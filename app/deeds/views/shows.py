"""The public page of a commitment, and its photos."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.deeds import queries
from app.deeds.models import Commitment
from app.deeds.states import Bar, Moment, bar
from app.deeds.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.files import answer_image
from app.kernel.i18n import lazy
from app.kernel.policy import authorize


@bp.get("/commitments/<int:commitment_id>")
def show(commitment_id: int) -> ResponseReturnValue:
    """What was promised, by whom and until when, how it goes on, and what residents say: for everybody."""
    commitment = queries.commitment(commitment_id)
    authorize("read", commitment)
    return render_template(
        "deeds/show.html",
        commitment=commitment,
        due=commitment.due(clock.today()),
        standing=queries.standing(commitment),
        bar=_bar(commitment),
        before=_latest(commitment, Moment.BEFORE),
        after=_latest(commitment, Moment.AFTER),
    )


def _bar(commitment: Commitment) -> Bar | None:
    if not commitment.milestones:
        return None
    first = clock.seoul(commitment.promised_at).date()
    steps = [(one.due_on, one.done_on is not None) for one in commitment.milestones]
    return bar(first, commitment.do_by or first, clock.today(), steps)


def _latest(commitment: Commitment, moment: Moment) -> object:
    return next((photo for photo in reversed(commitment.photos) if photo.moment is moment), None)


@bp.get("/requests/<int:request_id>/commitment")
def of_request(request_id: int) -> ResponseReturnValue:
    """The commitment that the answer to a request has made."""
    found = queries.of_request(request_id)
    if found is None:
        raise NotFound(lazy("이 요청의 답변에는 아직 하기로 한 일이 없습니다."))
    commitment = queries.commitment(found.id)
    authorize("read", commitment)
    return to("show", commitment_id=commitment.id)


@bp.get("/commitments/<int:commitment_id>/photos/<int:photo_id>")
def photo(commitment_id: int, photo_id: int) -> ResponseReturnValue:
    """One photo, for everybody."""
    authorize("read", queries.commitment(commitment_id))
    return answer_image(queries.photo(commitment_id, photo_id).key)
