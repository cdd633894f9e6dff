"""Amendments: offering other words for a proposal, reading what they change, and answering them."""

from dataclasses import asdict

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.paging import page_number
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms import AcceptanceForm, AmendmentForm, RefusalForm
from app.proposals.models import Amendment, Proposal, Words
from app.proposals.views.blueprint import bp


def _to(amendment: Amendment, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for(".amendment", amendment_id=amendment.id), 303)


def _offered(proposal: Proposal, form: AmendmentForm) -> Amendment:
    return service.offer(
        proposal,
        form.words,
        reason=form.reason.data or "",
        on_edit=form.on_edit.data or 0,
        by=current_user,
        at=clock.now(),
        once=form.once.data,
    )


@bp.get("/proposals/<int:proposal_id>/amendments")
def amendments(proposal_id: int) -> ResponseReturnValue:
    """All amendments to a proposal."""
    proposal = queries.proposal(proposal_id)
    authorize("read", proposal)
    page = queries.amendments(proposal, page_number(request.args.get("page")))
    return render_template("proposals/amendments.html", proposal=proposal, page=page)


@bp.route("/proposals/<int:proposal_id>/amendments/new", methods=["GET", "POST"])
def offer(proposal_id: int) -> ResponseReturnValue:
    """Offer other words for a proposal; the form begins with its present words."""
    proposal = queries.proposal(proposal_id)
    authorize("amend", proposal)
    present = {**asdict(Words.of(proposal)), "cost": proposal.cost_won, "on_edit": proposal.edit_count}
    form = AmendmentForm(data=present)
    offered = carried_out(form, lambda: _offered(proposal, form))
    if offered:
        return _to(offered, _("수정안을 냈습니다. 제안한 분이 답하면 알려 드립니다."))
    proposal = queries.proposal(proposal_id)  # read anew: what was refused let go of it
    return render_template("proposals/amending.html", proposal=proposal, form=form), 422 if form.errors else 200


@bp.get("/amendments/<int:amendment_id>")
def amendment(amendment_id: int) -> ResponseReturnValue:
    """What an amendment changes, why, and what became of it."""
    found = queries.amendment(amendment_id)
    authorize("read", found.proposal)
    return _page(found, AcceptanceForm(formdata=None, seen=found.proposal.edit_count), RefusalForm(formdata=None))


def _page(found: Amendment, acceptance: AcceptanceForm, refusal: RefusalForm) -> ResponseReturnValue:
    wrong = next((form for form in (acceptance, refusal) if form.errors), None)
    html = render_template(
        "proposals/amendment.html",
        amendment=found,
        proposal=found.proposal,
        change=queries.change(found),
        acceptance=acceptance,
        refusal=refusal,
        form=wrong or acceptance,
    )
    return html, 422 if wrong else 200


def _accepted(found: Amendment, form: AcceptanceForm) -> Amendment:
    seen, is_sure = form.seen.data or 0, bool(form.is_sure.data)
    return service.accept_amendment(found, seen=seen, is_sure=is_sure, by=current_user, at=clock.now())


@bp.post("/amendments/<int:amendment_id>/acceptance")
def acceptance(amendment_id: int) -> ResponseReturnValue:
    """Let the proposal take the words; pressing twice takes them once."""
    found = queries.amendment(amendment_id)
    authorize("answer", found)
    form = AcceptanceForm()
    if carried_out(form, lambda: _accepted(found, form)):
        return _to(found, _("받아들였습니다. 제안의 글이 바뀌었고, 공감한 이웃에게 알립니다."))
    found = queries.amendment(amendment_id)  # read anew: what was refused let go of it
    form.seen.raw_data, form.seen.data = None, found.proposal.edit_count
    return _page(found, form, RefusalForm(formdata=None))


@bp.post("/amendments/<int:amendment_id>/refusal")
def refusal(amendment_id: int) -> ResponseReturnValue:
    """Leave the proposal as it is, with the reason."""
    found = queries.amendment(amendment_id)
    authorize("answer", found)
    form = RefusalForm()
    reason = form.reason.data or ""
    if carried_out(form, lambda: service.decline_amendment(found, reason=reason, by=current_user, at=clock.now())):
        return _to(found, _("받아들이지 않기로 했습니다. 까닭을 수정안을 낸 이웃에게 알립니다."))
    found = queries.amendment(amendment_id)
    return _page(found, AcceptanceForm(formdata=None, seen=found.proposal.edit_count), form)


@bp.post("/amendments/<int:amendment_id>/withdrawal")
def take_back_amendment(amendment_id: int) -> ResponseReturnValue:
    """Take one's own amendment back."""
    found = queries.amendment(amendment_id)
    authorize("withdraw", found)
    with transaction():
        service.withdraw_amendment(found, by=current_user, at=clock.now())
    return _to(found, _("수정안을 거두었습니다."))
