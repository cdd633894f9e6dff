"""Bringing a proposal together: asking neighbours by name or where they are reached, and their answers."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out, trimmed
from app.kernel.i18n import _
from app.kernel.paging import page_number
from app.kernel.policy import authorize
from app.kernel.security import limiter
from app.people.views.blueprint import CODES
from app.proposals import queries, service
from app.proposals.forms import ContactForm, InvitationForm
from app.proposals.models import Proposal
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
    return _page(proposal, form, ContactForm(formdata=None))


def _page(proposal: Proposal, form: InvitationForm, at_contact: ContactForm) -> ResponseReturnValue:
    words = trimmed(request.args.get("words", ""))[:40]
    page = queries.candidates(proposal, words, page_number(request.args.get("page")))
    found = {"page": page, "words": words, "token": service.link_token(proposal)}
    html = render_template("proposals/co_proposers.html", proposal=proposal, form=form, at_contact=at_contact, **found)
    return html, 422 if form.errors or at_contact.errors else 200


@bp.post("/proposals/<int:proposal_id>/co-proposers/contact")
@limiter.limit(CODES)
def invite_contact(proposal_id: int) -> ResponseReturnValue:
    """Ask whoever is reached at a number or an address; the answer is the same where that is nobody."""
    proposal = queries.proposal(proposal_id)
    authorize("invite", proposal)
    form = ContactForm()
    if form.validate_on_submit():
        with transaction():
            service.invite_contact(proposal, form.contact.contact, by=current_user, at=clock.now())
        flash(_("이 연락처를 쓰는 우리 골목 이웃이 있으면 초대가 전해졌습니다."), "success")
        return redirect(url_for(".co_proposers", proposal_id=proposal_id), 303)
    return _page(proposal, InvitationForm(formdata=None), form)


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
