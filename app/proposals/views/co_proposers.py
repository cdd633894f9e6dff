"""Bringing a proposal together: asking neighbours by name, and their answers."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out, trimmed
from app.kernel.i18n import _
from app.kernel.paging import page_number
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms import InvitationForm
from app.proposals.views.blueprint import bp


@bp.route("/proposals/<int:proposal_id>/co-proposers", methods=["GET", "POST"])
def co_proposers(proposal_id: int) -> ResponseReturnValue:
    """Look for neighbours by name and ask them to bring the proposal too."""
    proposal = queries.proposal(proposal_id)
    authorize("invite", proposal)
    form = InvitationForm()
    invited = carried_out(
        form, lambda: service.invite(proposal, form.user_id.data or 0, by=current_user, at=clock.now())
    )
    if invited is not None:
        flash(_("초대했습니다. 그분이 받아들이면 이름이 함께 보입니다."), "success")
        return redirect(url_for(".co_proposers", proposal_id=proposal_id), 303)
    words = trimmed(request.args.get("words", ""))[:40]
    page = queries.candidates(proposal, words, page_number(request.args.get("page")))
    found = {"page": page, "words": words, "token": service.link_token(proposal)}
    html = render_template("proposals/co_proposers.html", proposal=proposal, form=form, **found)
    return html, 422 if form.errors else 200


@bp.post("/proposals/<int:proposal_id>/co-proposers/mine/acceptance")
def accept(proposal_id: int) -> ResponseReturnValue:
    """Say yes to bringing the proposal too."""
    proposal = queries.proposal(proposal_id)
    authorize("answer", proposal)
    with transaction():
        service.accept(proposal, by=current_user, at=clock.now())
    flash(_("함께 제안합니다. 이제 이름이 제안한 분으로 보입니다."), "success")
    return redirect(url_for(".show", proposal_id=proposal_id), 303)


@bp.post("/proposals/<int:proposal_id>/co-proposers/mine/refusal")
def decline(proposal_id: int) -> ResponseReturnValue:
    """Say no, or step out again."""
    proposal = queries.proposal(proposal_id)
    authorize("answer", proposal)
    with transaction():
        service.decline(proposal, by=current_user, at=clock.now())
    flash(_("함께 제안하지 않기로 했습니다."), "success")
    return redirect(url_for(".index", council_id=proposal.council_id), 303)
