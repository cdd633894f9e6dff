"""Writing a proposal: the draft, reading it back before it is published, other words, taking it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms import DraftForm, WithdrawalForm, WordsForm
from app.proposals.models import Proposal
from app.proposals.views.blueprint import bp
from app.proposals.views.photos import no_orphan


def to_proposal(proposal: Proposal) -> ResponseReturnValue:
    """To where the proposal is read: a draft by its author before publishing, any other by everybody."""
    endpoint = ".publication" if proposal.is_draft and current_user.id == proposal.author_id else ".show"
    return redirect(url_for(endpoint, proposal_id=proposal.id), 303)


def _drafted(council: Council, form: DraftForm) -> Proposal:
    return service.draft(
        council,
        form.words,
        by=current_user,
        at=clock.now(),
        spoken_by=form.speaker,
        photo=form.stored,
        description=form.description.data or "",
        once=form.once.data,
    )


@bp.route("/councils/<int:council_id>/proposals/new", methods=["GET", "POST"])
def draft(council_id: int) -> ResponseReturnValue:
    """Write a proposal; with ?spoken=1 an officer writes down what a resident says (대신 접수)."""
    council = councils.council(council_id)
    spoken = "spoken" in request.args
    authorize("take_down" if spoken else "propose", Proposal.blank(council))
    form = DraftForm(spoken=spoken)
    twin = queries.drafted_once(current_user.id, form.once.data) if form.is_submitted() else None
    with no_orphan(form):
        proposal = twin or carried_out(form, lambda: _drafted(council, form))
    if proposal:
        return to_proposal(proposal)
    return render_template("proposals/draft.html", council=council, form=form), 422 if form.errors else 200


@bp.route("/proposals/<int:proposal_id>/publication", methods=["GET", "POST"])
def publication(proposal_id: int) -> ResponseReturnValue:
    """Read the draft back as everybody will, and publish it."""
    proposal = queries.proposal(proposal_id)
    authorize("publish", proposal)
    if request.method == "POST":
        with transaction():
            service.publish(proposal, by=current_user, at=clock.now())
        flash(_("제안을 내놓았습니다. 이제 이웃이 읽고 공감하고 의견을 남길 수 있습니다."), "success")
    if not proposal.is_draft:
        return to_proposal(proposal)
    return render_template("proposals/publication.html", proposal=proposal, similar=queries.similar_to(proposal))


@bp.route("/proposals/<int:proposal_id>/edition", methods=["GET", "POST"])
def edition(proposal_id: int) -> ResponseReturnValue:
    """Put a proposal in other words."""
    proposal = queries.proposal(proposal_id)
    authorize("edit", proposal)
    spoken = bool(proposal.spoken_by)
    form = WordsForm(obj=proposal, cost=proposal.cost_won, spoken=spoken)
    speaker = form.speaker if spoken else None
    if carried_out(form, lambda: service.edit(proposal, form.words, at=clock.now(), spoken_by=speaker)):
        flash(_("고쳤습니다."), "success")
        return to_proposal(proposal)
    return render_template("proposals/edition.html", proposal=proposal, form=form), 422 if form.errors else 200


@bp.route("/proposals/<int:proposal_id>/withdrawal", methods=["GET", "POST"])
def withdrawal(proposal_id: int) -> ResponseReturnValue:
    """Take a proposal back, with the reason."""
    proposal = queries.proposal(proposal_id)
    authorize("withdraw", proposal)
    form = WithdrawalForm()
    reason = form.reason.data or ""
    if carried_out(form, lambda: service.withdraw(proposal, reason=reason, by=current_user, at=clock.now())):
        flash(_("제안을 거두었습니다."), "success")
        return redirect(url_for(".show", proposal_id=proposal.id), 303)
    return render_template("proposals/withdrawal.html", proposal=proposal, form=form), 422 if form.errors else 200
