"""The lot of a panel: announced, drawn before witnesses, and a file from which anybody draws it again."""

import json

from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.panels import queries, service
from app.panels.forms import DrawingForm
from app.panels.views.blueprint import bp, to


@bp.post("/panels/<int:panel_id>/announcement")
def announce(panel_id: int) -> ResponseReturnValue:
    """Announce the lot: from now on list and commitment are fixed."""
    panel = queries.panel(panel_id)
    authorize("edit", panel)
    try:
        with transaction():
            service.announce(panel, by=current_user, at=clock.now())
    except Invalid as fault:
        raise Conflict(fault.reason) from fault
    flash(_("추첨을 알렸습니다. 모인 자리에서 주사위를 던져 뽑아 주세요."), "success")
    return to("show", panel_id=panel_id)


@bp.route("/panels/<int:panel_id>/drawing", methods=["GET", "POST"])
def drawing(panel_id: int) -> ResponseReturnValue:
    """Write down what the dice gave, and draw."""
    panel, form = queries.panel(panel_id), DrawingForm()
    authorize("draw", panel)

    def drawn() -> object:
        given = {"source": form.source.data or "", "before": form.before.data or ""}
        return service.draw(panel, **given, by=current_user, at=clock.now())

    if carried_out(form, drawn):
        flash(_("뽑았습니다. 뽑힌 분들께 알림을 보냈습니다."), "success")
        return to("show", panel_id=panel_id)
    return render_template("panels/drawing.html", panel=queries.panel(panel_id), form=form), 422 if form.errors else 200


@bp.get("/panels/<int:panel_id>/lot.json")
def lot(panel_id: int) -> ResponseReturnValue:
    """The file of the lot, for `flask lot verify`: codes and no names."""
    panel = queries.panel(panel_id)
    authorize("read", panel)
    if panel.lot is None:
        raise NotFound
    text = json.dumps(panel.lot, ensure_ascii=False, indent=1) + "\n"
    name = f"golmok-panel-{panel.id}-lot.json"
    return Response(
        text, mimetype="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
