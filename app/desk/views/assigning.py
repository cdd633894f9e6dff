"""Giving a request to somebody at the desk."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desk import queries, service
from app.desk.forms import AssignmentForm
from app.desk.views.blueprint import bp, to
from app.desk.views.folders import page
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.post("/requests/<int:request_id>/desk/assignments")
def assign(request_id: int) -> ResponseReturnValue:
    """Let a section or a person look after it; who had it before stays written down."""
    folder = queries.folder(request_id)
    authorize("assign", folder)
    form = AssignmentForm(queries.candidates(folder.request.desk_id))
    by, at = current_user, clock.now()

    def give() -> bool:
        section, person = form.chosen
        service.assign(folder.request, section, person, seen=form.seen.data or 0, by=by, at=at)
        return True

    if carried_out(form, give):
        flash(_("맡을 사람을 정했습니다. 맡은 사람에게 알립니다."), "success")
        return to("folder", request_id=request_id)
    return page(queries.folder(request_id), giving=form)
