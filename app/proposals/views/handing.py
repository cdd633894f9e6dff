"""Passing a proposal on to another council: offering it, and what that council answers."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out, trimmed
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms.fates import HandoverForm, RefusalOfHandoverForm
from app.proposals.models import Handover, Proposal
from app.proposals.views.blueprint import bp


def _offered(proposal: Proposal, form: HandoverForm) -> Handover:
    to = councils.council_in_brief(form.to.data)
    return service.offer_handover(proposal, to, reason=form.reason.data or "", by=current_user, at=clock.now())


@bp.route("/proposals/<int:proposal_id>/handovers/new", methods=["GET", "POST"])
def offer_handover(proposal_id: int) -> ResponseReturnValue:
    """Choose the council that the proposal belongs to, and say why."""
    proposal = queries.proposal(proposal_id)
    authorize("hand_over", proposal)
    form, words = HandoverForm(), trimmed(request.args.get("words", ""))[:80]
    offered = carried_out(form, lambda: _offered(proposal, form))
    if offered:
        flash(_("넘겨받을지 물었습니다. 답이 오면 알려 드립니다."), "success")
        return redirect(url_for(".handover", handover_id=offered.id), 303)
    proposal = queries.proposal(proposal_id)
    found = queries.takers(proposal, words)
    form.to.choices = [(one.id, f"{one.name} ({one.dong.name})") for one in found]
    html = render_template("proposals/handing.html", proposal=proposal, form=form, found=found, words=words)
    return html, 422 if form.errors else 200


@bp.get("/handovers/<int:handover_id>")
def handover(handover_id: int) -> ResponseReturnValue:
    """Where the proposal goes, why, since when an answer is waited for, and what it was."""
    found = queries.handover(handover_id)
    authorize("read", found)
    return _page(found, RefusalOfHandoverForm(formdata=None))


def _page(found: Handover, form: RefusalOfHandoverForm) -> ResponseReturnValue:
    days = (clock.now() - found.offered_at).days
    return render_template("proposals/handover.html", handover=found, form=form, days=days), 422 if form.errors else 200


@bp.post("/handovers/<int:handover_id>/acceptance")
def take_over(handover_id: int) -> ResponseReturnValue:
    """Take the proposal over."""
    found = queries.handover(handover_id)
    authorize("answer", found)
    with transaction():
        taken = service.take_over(found, by=current_user, at=clock.now())
    flash(_("넘겨받았습니다. 이제 이 골목회의의 제안입니다."), "success")
    return redirect(url_for(".show", proposal_id=taken.new_id), 303)


@bp.post("/handovers/<int:handover_id>/refusal")
def decline_handover(handover_id: int) -> ResponseReturnValue:
    """Leave it where it is, with the reason."""
    found = queries.handover(handover_id)
    authorize("answer", found)
    form = RefusalOfHandoverForm()
    answer = form.answer.data or ""
    if carried_out(form, lambda: service.decline_handover(found, answer=answer, by=current_user, at=clock.now())):
        flash(_("넘겨받지 않는다고 답했습니다."), "success")
        return redirect(url_for(".handover", handover_id=handover_id), 303)
    return _page(queries.handover(handover_id), form)


@bp.post("/handovers/<int:handover_id>/withdrawal")
def drop_handover(handover_id: int) -> ResponseReturnValue:
    """Take the offer back."""
    found = queries.handover(handover_id)
    authorize("drop", found)
    with transaction():
        service.drop_handover(found, by=current_user, at=clock.now())
    flash(_("넘기려던 것을 거두었습니다."), "success")
    return redirect(url_for(".show", proposal_id=found.proposal_id), 303)
