"""Ending a proposal, and taking it up again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms.fates import EndingForm
from app.proposals.models import Proposal
from app.proposals.states import Fate
from app.proposals.views.blueprint import bp


def _closed(proposal: Proposal, form: EndingForm) -> Proposal:
    fate, reason = Fate(form.fate.data), form.reason.data or ""
    return service.close(proposal, fate=fate, reason=reason, by=current_user, at=clock.now())


@bp.route("/proposals/<int:proposal_id>/ending", methods=["GET", "POST"])
def ending(proposal_id: int) -> ResponseReturnValue:
    """Say that a proposal is not pursued, and why."""
    proposal = queries.proposal(proposal_id)
    authorize("close", proposal)
    form = EndingForm(may_lapse=proposal.lacks_endorsements)
    if carried_out(form, lambda: _closed(proposal, form)):
        flash(_("제안을 마치고, 함께한 이웃에게 까닭을 알렸습니다."), "success")
        return redirect(url_for(".show", proposal_id=proposal_id), 303)
    return render_template("proposals/ending.html", proposal=proposal, form=form), 422 if form.errors else 200


@bp.post("/proposals/<int:proposal_id>/reopening")
def reopening(proposal_id: int) -> ResponseReturnValue:
    """Take the matter of a proposal up again."""
    proposal = queries.proposal(proposal_id)
    authorize("reopen", proposal)
    with transaction():
        service.reopen(proposal, by=current_user, at=clock.now())
    flash(_("제안을 다시 열었습니다. 이웃이 다시 공감하고 의견을 남길 수 있습니다."), "success")
    return redirect(url_for(".show", proposal_id=proposal_id), 303)
