"""Voting: the paper, the read-back, the box, the receipt."""

from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import short_transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import LazyString
from app.kernel.policy import authorize, can
from app.people.views import shown_device, voter
from app.polls import queries, service
from app.polls.forms import Paper, ReceiptForm
from app.polls.models import Poll
from app.polls.views.blueprint import bp, keep_receipt, kept_receipt, lines_of, refused, to
from app.polls.views.entries import entry_of
from app.polls.views.notices import notice_of, sought
from app.polls.views.readiness import readiness
from app.polls.views.rules import rule_rows


@bp.get("/polls/<int:poll_id>")
def show(poll_id: int) -> ResponseReturnValue:
    """What the poll is for whoever looks: a draft, a paper, a notice, or the result."""
    poll, moment = queries.poll_now(poll_id)
    authorize("read", poll)
    if poll.is_counted:
        return to("result", poll_id=poll_id)
    now = clock.now()
    if can(current_user, "edit", poll):
        told = {"readiness": readiness(poll, now), "entry": entry_of(poll, current_user, now)}
        return render_template("polls/draft.html", poll=poll, **told)
    notice = notice_of(poll, current_user, kept_receipt, moment)
    if notice is not None:
        entry = entry_of(poll, current_user, now) if poll.is_draft or notice.is_off_roll else None
        return render_template("polls/notice.html", poll=poll, notice=notice, rules=rule_rows(poll), entry=entry)
    return _ballot_page(poll, Paper())


@bp.post("/polls/<int:poll_id>/readback")
def readback(poll_id: int) -> ResponseReturnValue:
    """Read back what was marked. Nothing is kept but, in the browser, the number that the receipt will have."""
    poll, paper = queries.poll(poll_id), Paper.sent(request.form)
    authorize("vote", poll)
    poll.move("cast")
    fault = paper.misread(poll)
    if fault or "again" in request.form:
        return _ballot_page(poll, paper, fault)
    try:
        keep_receipt(service.receipt_of(poll_id, paper.token, current_user), current_user)
    except Invalid as strange:
        return _ballot_page(poll, paper, strange.reason)
    return render_template("polls/readback.html", poll=poll, paper=paper, lines=lines_of(poll))


@bp.post("/polls/<int:poll_id>/ballots")
def cast(poll_id: int) -> ResponseReturnValue:
    """Put the ballot in the box. The same paper again gives the same receipt, so pressing twice is harmless."""
    paper = Paper.sent(request.form)
    try:
        with short_transaction() as connection:
            held, owner = service.hold_and_owner(connection, poll_id, shown_device())
            person = voter(owner)
            authorize("vote", Poll, person)  # the roll decides inside the cast: the poll need not be read here
            receipt = service.cast(
                poll_id, paper.positions, form=paper.token, by=person, connection=connection, held=held
            )
    except Invalid as fault:
        return _ballot_page(_open_poll(poll_id), paper, fault.reason)
    except Conflict as fault:
        authorize("read", queries.poll(poll_id))  # of a draft not even that it is closed is told
        raise refused(poll_id, fault) from None
    keep_receipt(receipt, person)
    return to("receipt", poll_id=poll_id)


@bp.get("/polls/<int:poll_id>/receipt")
def receipt(poll_id: int) -> ResponseReturnValue:
    """The receipt that this browser keeps; without one, the poll's page says how the person has voted."""
    poll = queries.poll(poll_id)
    authorize("read", poll)
    authorize("vote", poll)
    code = kept_receipt(poll_id)
    if code is None:
        return to("show", poll_id=poll_id)
    left = service.sitting(poll.council_id, current_user).left
    return render_template("polls/receipt.html", poll=poll, receipt=service.Receipt(code, poll_id), left=left)


@bp.route("/polls/<int:poll_id>/receipts", methods=["GET", "POST"])
def receipts(poll_id: int) -> ResponseReturnValue:
    """Whether the ballot of a receipt is in the box; before closing the answer is the same for every receipt."""
    poll, form = queries.poll(poll_id), ReceiptForm()
    authorize("read", poll)
    asked = form.validate_on_submit()
    answer = sought(poll, str(form.code.data)) if asked else None
    page = render_template("polls/receipts.html", poll=poll, form=form, answer=answer)
    return page, 422 if form.is_submitted() and not asked else 200


def _open_poll(poll_id: int) -> Poll:
    poll = queries.poll(poll_id)
    authorize("vote", poll)
    poll.move("cast")  # from open to open: a Conflict with a sentence where the box is not open
    return poll


def _ballot_page(poll: Poll, paper: Paper, fault: str | LazyString = "") -> tuple[str, int]:
    """A fresh token each time, with the marks that were made."""
    token, order = service.ballot_form(poll, current_user), service.order_of_paper(poll, current_user)
    fresh = replace(paper, token=token, fault=fault, order=order)
    page = render_template("polls/ballot.html", poll=poll, paper=fresh, rules=rule_rows(poll))
    return page, 422 if fault else 200
