"""Trials of a commitment, for its officers."""

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.deeds import queries, service
from app.deeds.forms import TrialEndForm, TrialForm
from app.deeds.states import TrialEnd
from app.deeds.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/commitments/<int:commitment_id>/trial", methods=["GET", "POST"])
def trial(commitment_id: int) -> ResponseReturnValue:
    """Try it for a while, and say what residents are asked at the end."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    last = commitment.trials[-1] if commitment.trials and not commitment.trials[-1].is_decided else None
    form = TrialForm(obj=last, data={"seen": commitment.version})
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.plan_trial(commitment, form.plan, seen=form.had_seen, by=by, at=at)):
        flash(_("시범을 적었습니다. 끝나면 함께한 이웃에게 저절로 묻습니다."), "success")
        return to("show", commitment_id=commitment_id)
    shown = queries.commitment(commitment_id)
    return render_template("deeds/trial.html", commitment=shown, form=form), 422 if form.errors else 200


@bp.route("/commitments/<int:commitment_id>/trials/<int:trial_id>/outcome", methods=["GET", "POST"])
def decide_trial(commitment_id: int, trial_id: int) -> ResponseReturnValue:
    """Say what becomes of a trial, once residents have answered."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    trial, form = queries.trial(commitment_id, trial_id), TrialEndForm()
    by, at = current_user, clock.now()

    def keep() -> Any:
        outcome, reason = TrialEnd(form.outcome.data), form.reason.data or ""
        return service.decide_trial(commitment, trial, outcome, reason=reason, by=by, at=at)

    if carried_out(form, keep):
        flash(_("정했습니다. 함께한 이웃에게 까닭과 함께 알립니다."), "success")
        return to("show", commitment_id=commitment_id)
    shown, now = queries.commitment(commitment_id), queries.trial(commitment_id, trial_id)
    page = render_template("deeds/trial_end.html", commitment=shown, trial=now, form=form)
    return page, 422 if form.errors else 200
