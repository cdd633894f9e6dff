"""Answers of those who were drawn, and who came."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.panels import queries, service
from app.panels.views.blueprint import bp, to


@bp.post("/panel-places/<int:place_id>/answer")
def answer(place_id: int) -> ResponseReturnValue:
    """Say that one comes, or not."""
    place = queries.place(place_id)
    authorize("answer", place)
    comes = request.form.get("comes") == "yes"
    with transaction():
        service.answer(place_id, comes=comes, by=current_user, at=clock.now())
    thanks = _("참여해 주셔서 고맙습니다. 모임에서 뵙겠습니다.")
    flash(thanks if comes else _("알려 주셔서 고맙습니다. 다음 차례인 분께 여쭙겠습니다."), "success")
    return to("show", panel_id=place.panel_id)


@bp.post("/panel-places/<int:place_id>/told")
def told(place_id: int) -> ResponseReturnValue:
    """Write down what somebody said on the phone or in a text message."""
    place = queries.place(place_id)
    authorize("answer_for", place)
    comes = request.form.get("comes") == "yes"
    with transaction():
        service.answer(place_id, comes=comes, by=current_user, at=clock.now())
    flash(_("답을 적었습니다."), "success")
    return to("show", panel_id=place.panel_id)


@bp.post("/panels/<int:panel_id>/attendance")
def attendance(panel_id: int) -> ResponseReturnValue:
    """Say who came."""
    panel = queries.panel(panel_id)
    authorize("publish", panel)
    with transaction():
        service.set_attendance(panel, request.form.getlist("came"))
    flash(_("온 분을 표시했습니다."), "success")
    return to("show", panel_id=panel_id)
