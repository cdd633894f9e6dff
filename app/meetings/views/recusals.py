"""제척·회피 on an item, for the facilitator: who does not decide, and why. The public reads how many, never who."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import RecusalForm
from app.meetings.states import Ground
from app.meetings.views.blueprint import bp, to


@bp.route("/meetings/<int:meeting_id>/items/<int:item_id>/recusals", methods=["GET", "POST"])
def recusals(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Who does not decide on the item, and one more."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    item, form = queries.item(meeting, item_id), RecusalForm(queries.those_here(meeting_id))
    by, at = current_user, clock.now()

    def recuse() -> object:
        came = queries.attendance(meeting_id, form.person.data)
        return service.recuse(meeting, item, came, Ground(form.ground.data), form.words.data or "", by=by, at=at)

    if carried_out(form, recuse) is None:
        return _page(meeting_id, item_id, form)
    flash(_("이 안건을 정할 때 세지 않습니다."))
    return to("recusals", meeting_id=meeting_id, item_id=item_id)


def _page(meeting_id: int, item_id: int, form: RecusalForm) -> ResponseReturnValue:
    meeting = queries.meeting(meeting_id)
    item = queries.item(meeting, item_id)
    facts = {"recusals": queries.recusals_of(item_id), "deciding": queries.deciding(meeting_id, item_id)}
    page = render_template("meetings/recusals.html", meeting=meeting, item=item, form=form, **facts)
    return page, 422 if form.errors else 200


@bp.post("/meetings/<int:meeting_id>/items/<int:item_id>/recusals/<int:recusal_id>/removal")
def take_back_recusal(meeting_id: int, item_id: int, recusal_id: int) -> ResponseReturnValue:
    """It was a mistake; pressed twice, it is gone."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    with transaction():
        service.take_back_recusal(meeting, item_id, recusal_id)
    flash(_("다시 함께 정합니다."))
    return to("recusals", meeting_id=meeting_id, item_id=item_id)
