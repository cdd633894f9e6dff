"""Residents answer with one press; facilitators enter what was answered on paper or by voice."""

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.deeds import queries, service
from app.deeds.forms import MarkForm, PaperForm
from app.deeds.states import Mark
from app.deeds.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/checks/<int:check_id>", methods=["GET", "POST"])
def check(check_id: int) -> ResponseReturnValue:
    """Say how it is now, or change one's answer while the round is open."""
    answering = queries.answering(check_id, current_user)
    authorize("read", answering)
    form, by, at = MarkForm(), current_user, clock.now()
    if not form.is_submitted():
        return _asking(answering)
    authorize("answer", answering)
    if not form.validate():
        raise Invalid(_("셋 가운데 하나를 눌러 주세요."))
    with transaction():
        service.answer(answering.check, Mark(form.mark.data), by=by, at=at)
    flash(_("답해 주셔서 고맙습니다. 기간 안에는 바꿀 수 있습니다."), "success")
    return to("check", check_id=check_id)


def _asking(answering: queries.Answering) -> ResponseReturnValue:
    """The question with its three buttons; after the round, what was promised and what the answers came to."""
    if not answering.check.is_open:
        return to("show", commitment_id=answering.check.commitment_id)
    return render_template("deeds/check.html", answering=answering, check=answering.check)


@bp.route("/checks/<int:check_id>/paper", methods=["GET", "POST"])
def paper(check_id: int) -> ResponseReturnValue:
    """Enter how many have answered what on paper or by voice."""
    check = queries.check(check_id)
    authorize("take_down", check)
    form, by, at = PaperForm(check), current_user, clock.now()

    def keep() -> Any:
        return service.take_down(check, form.numbers, seen=form.seen.data or 0, by=by, at=at)

    if carried_out(form, keep):
        flash(_("적었습니다. 이 쪽에서 받은 답과 따로 둡니다."), "success")
        return to("show", commitment_id=check.commitment_id)
    shown = queries.check(check_id)
    asked = queries.asked_count(queries.source_of(shown.commitment))
    page = render_template("deeds/paper.html", check=shown, form=form, asked=asked)
    return page, 422 if form.errors else 200
