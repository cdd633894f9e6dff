"""The kinds of requests: everybody reads them, the operator adds what an ordinance of a gu gives."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import kind_form
from app.decisions.models import RequestKind
from app.decisions.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import key_of, transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.places import queries as places


@bp.get("/request-kinds")
def kinds() -> ResponseReturnValue:
    """Every kind with its term, its source and the days on which it holds."""
    authorize("read", RequestKind)
    return render_template("decisions/kinds.html", kinds=queries.all_kinds(), today=clock.today(), subject=RequestKind)


@bp.route("/request-kinds/new", methods=["GET", "POST"])
def add_kind() -> ResponseReturnValue:
    """Write what an ordinance gives; from another kind, its words are there to begin with."""
    authorize("edit", RequestKind)
    pattern = key_of(request.args.get("pattern"))
    form = kind_form(places.gus(), queries.kind(pattern) if pattern else None)
    by, at = current_user, clock.now()

    def add() -> RequestKind:
        day, code = form.valid_from.data or clock.today(), form.code.data or ""
        return service.add_kind(form.chosen_gu, code, form.words, valid_from=day, by=by, at=at)

    if carried_out(form, add):
        flash(_("적었습니다. 이미 받은 요청의 기한은 바뀌지 않습니다."), "success")
        return to("kinds")
    return render_template("decisions/kind.html", form=form), 422 if form.errors else 200


@bp.post("/request-kinds/<int:kind_id>/ending")
def end_kind(kind_id: int) -> ResponseReturnValue:
    """Let today be its last day."""
    kind = queries.kind(kind_id)
    authorize("edit", kind)
    with transaction():
        service.end_kind(kind, by=current_user, at=clock.now())
    flash(_("오늘까지만 고를 수 있습니다. 이미 받은 요청의 기한은 바뀌지 않습니다."), "success")
    return to("kinds")
