"""Splitting a proposal that asks more than one thing."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms.fates import SplitForm
from app.proposals.models import Proposal
from app.proposals.views.blueprint import bp


def _parts(proposal: Proposal, form: SplitForm) -> list[Proposal]:
    words, reason = form.parts(proposal.place), form.reason.data or ""
    return service.split(proposal, words, reason=reason, by=current_user, at=clock.now())


@bp.route("/proposals/<int:proposal_id>/splitting", methods=["GET", "POST"])
def splitting(proposal_id: int) -> ResponseReturnValue:
    """Write each part in its own words, beginning from those of the old proposal, and publish them."""
    proposal = queries.proposal(proposal_id)
    authorize("split", proposal)
    begun = {"title": proposal.title, "problem": proposal.problem, "wish": proposal.wish}
    form = SplitForm(data={"first": begun, "second": begun})
    if carried_out(form, lambda: _parts(proposal, form)):
        flash(_("나누었습니다. 공감한 이웃에게 어느 제안에 공감하는지 물었습니다."), "success")
        return redirect(url_for(".show", proposal_id=proposal_id), 303)
    return render_template("proposals/splitting.html", proposal=proposal, form=form), 422 if form.errors else 200
