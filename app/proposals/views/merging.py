"""Making two proposals one: suggesting it, answering, and asking each supporter where the support goes."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import NotFound
from app.kernel.forms import carried_out, trimmed
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms.fates import MergerForm, SupportForm
from app.proposals.models import Merger, Proposal
from app.proposals.states import Choice
from app.proposals.views.blueprint import bp


def _suggested(proposal: Proposal, form: MergerForm) -> Merger:
    other = queries.proposal(form.other.data)
    old, new = (proposal, other) if form.direction.data == "into" else (other, proposal)
    return service.suggest_merger(old, new, reason=form.reason.data or "", by=current_user, at=clock.now())


@bp.route("/proposals/<int:proposal_id>/mergers/new", methods=["GET", "POST"])
def suggest_merger(proposal_id: int) -> ResponseReturnValue:
    """Choose another proposal that means the same, and say why the two should be one."""
    proposal = queries.proposal(proposal_id)
    authorize("merge", proposal)
    form = MergerForm()
    suggested = carried_out(form, lambda: _suggested(proposal, form))
    if suggested:
        flash(
            _("합쳤습니다.") if not suggested.waits else _("합치자고 물었습니다. 답이 오면 알려 드립니다."), "success"
        )
        return redirect(url_for(".merger", merger_id=suggested.id), 303)
    words = trimmed(request.args.get("words", ""))[:80]
    found = queries.mergeable(proposal, words)
    form.other.choices = [(one.id, one.title) for one in found]
    html = render_template("proposals/merging.html", proposal=proposal, form=form, found=found, words=words)
    return html, 422 if form.errors else 200


@bp.get("/mergers/<int:merger_id>")
def merger(merger_id: int) -> ResponseReturnValue:
    """The suggestion, for those whom it concerns."""
    found = queries.merger(merger_id)
    authorize("read", found)
    return render_template("proposals/merger.html", merger=found)


@bp.post("/mergers/<int:merger_id>/agreement")
def agree(merger_id: int) -> ResponseReturnValue:
    """Say yes: the two are one from now on."""
    found = queries.merger(merger_id)
    authorize("answer", found)
    with transaction():
        service.agree(found, by=current_user, at=clock.now())
    flash(_("합쳤습니다. 공감한 이웃에게 공감을 옮길지 물었습니다."), "success")
    return redirect(url_for(".show", proposal_id=found.new_id), 303)


@bp.post("/mergers/<int:merger_id>/refusal")
def decline_merger(merger_id: int) -> ResponseReturnValue:
    """Say no: both go on as they are."""
    found = queries.merger(merger_id)
    authorize("answer", found)
    with transaction():
        service.decline_merger(found, by=current_user, at=clock.now())
    flash(_("합치지 않기로 했습니다. 두 제안은 그대로입니다."), "success")
    return redirect(url_for(".show", proposal_id=found.old_id), 303)


@bp.post("/mergers/<int:merger_id>/withdrawal")
def drop_merger(merger_id: int) -> ResponseReturnValue:
    """Take the suggestion back."""
    found = queries.merger(merger_id)
    authorize("drop", found)
    with transaction():
        service.drop(found, by=current_user, at=clock.now())
    flash(_("합치자는 제의를 거두었습니다."), "success")
    return redirect(url_for(".show", proposal_id=found.old_id), 303)


@bp.route("/proposals/<int:proposal_id>/support", methods=["GET", "POST"])
def support(proposal_id: int) -> ResponseReturnValue:
    """Say where one's own support goes now that the proposal lives on in another."""
    proposal = queries.proposal(proposal_id)
    authorize("move_support", proposal)
    mine = queries.endorsement(proposal_id, current_user.id)
    if mine is None:
        raise NotFound(_("이 제안에 남긴 공감이 없습니다."))
    form, after = SupportForm(), queries.successors(proposal_id)
    form.chosen.choices = [(one.id, one.title) for one in after]
    if carried_out(form, lambda: _moved(proposal, form)) is not None:
        flash(_("답해 주셔서 고맙습니다. 답하신 대로 했습니다."), "success")
        return redirect(url_for(".show", proposal_id=proposal_id), 303)
    html = render_template("proposals/support.html", proposal=proposal, form=form, after=after, mine=mine)
    return html, 422 if form.errors else 200


def _moved(proposal: Proposal, form: SupportForm) -> bool:
    choice, chosen = Choice(form.choice.data), form.chosen.data or []
    return service.move_support(proposal, choice, chosen, by=current_user, at=clock.now())
