"""What officers change of a commitment: its words and day, its end, and opening it again."""

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.deeds import queries, service
from app.deeds.forms import EndingForm, PromiseForm, ReopeningForm, promise_form
from app.deeds.states import CommitmentState
from app.deeds.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/commitments/<int:commitment_id>/edition", methods=["GET", "POST"])
def edit(commitment_id: int) -> ResponseReturnValue:
    """Say otherwise what is promised; where the answer has changed, hold the promise against it."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    standing = queries.standing(commitment)
    form = promise_form(commitment, after_answer=standing.needs_a_look)
    by, at = current_user, clock.now()

    def keep() -> Any:
        why, answer = form.why.data or "", form.answer.data or None
        return service.edit(commitment, form.promise, why=why, seen=form.had_seen, by=by, at=at, answer=answer)

    if carried_out(form, keep):
        flash(_("약속을 고쳤습니다. 무엇이 바뀌었는지 모두가 봅니다."), "success")
        return to("show", commitment_id=commitment_id)
    return _page("deeds/edit.html", commitment_id, form)


def _page(template: str, commitment_id: int, form: PromiseForm | EndingForm | ReopeningForm) -> ResponseReturnValue:
    """The form again with what was typed, beside the commitment as it is now."""
    commitment = queries.commitment(commitment_id)
    standing = queries.standing(commitment)
    page = render_template(template, commitment=commitment, form=form, standing=standing)
    return page, 422 if form.errors else 200


@bp.route("/commitments/<int:commitment_id>/ending", methods=["GET", "POST"])
def end(commitment_id: int) -> ResponseReturnValue:
    """Say that it will not be done: the council of the gu has cut it, or the centre drops it."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    form, by, at = EndingForm(data={"seen": commitment.version}), current_user, clock.now()

    def keep() -> Any:
        verb = service.cut if form.into.data == CommitmentState.CUT else service.drop
        on, reason = form.day.data or clock.today(), form.reason.data or ""
        return verb(commitment, reason=reason, on=on, seen=form.had_seen, by=by, at=at)

    if carried_out(form, keep):
        flash(_("적었습니다. 함께한 이웃에게 까닭과 함께 알립니다."), "success")
        return to("show", commitment_id=commitment_id)
    return _page("deeds/ending.html", commitment_id, form)


@bp.route("/commitments/<int:commitment_id>/reopening", methods=["GET", "POST"])
def reopen(commitment_id: int) -> ResponseReturnValue:
    """Do it after all, or again."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    form, by, at = ReopeningForm(data={"seen": commitment.version}), current_user, clock.now()

    def keep() -> Any:
        do_by, reason = form.do_by.data or clock.today(), form.reason.data or ""
        return service.reopen(commitment, reason=reason, do_by=do_by, seen=form.had_seen, by=by, at=at)

    if carried_out(form, keep):
        flash(_("다시 하기로 했습니다. 함께한 이웃에게 알립니다."), "success")
        return to("show", commitment_id=commitment_id)
    return _page("deeds/reopening.html", commitment_id, form)
