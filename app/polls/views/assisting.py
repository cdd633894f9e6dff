"""Voting with help: a helper lends a device, the resident marks the paper on it, and then the screen is cleared.

Who has the device stands in the helper's signed cookie until then: an address would leave the person, with the time,
in logs. No receipt is kept, and of what was marked nothing: the page after the last press is the only one that shows
the receipt, and the same press again shows it again as long as the screen is not cleared.
"""

from dataclasses import replace

from flask import abort, flash, make_response, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from app.councils.queries import membership_of
from app.kernel.db import key_of, transaction
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import _
from app.kernel.policy import authorize, can
from app.polls import queries, service
from app.polls.forms import Paper
from app.polls.models import Poll
from app.polls.service import AlreadyVoted, Helped
from app.polls.states import Channel
from app.polls.views.blueprint import bp, lines_of, refused, to

_LENT = "lent"
_CAST = "cast"  # a cookie that has changed lets Chromium forget the pages it keeps for Back in spite of "no-store"


@bp.post("/polls/<int:poll_id>/assisted")
def assist(poll_id: int) -> ResponseReturnValue:
    """Lend this device to somebody on the roll; of whoever has voted the helper hears how."""
    poll = queries.poll(poll_id)
    authorize("assist", poll)
    member = membership_of(poll.council_id, key_of(request.form.get("person")) or 0)
    if member is None:
        raise NotFound
    with transaction():
        lent = service.lend_device(poll, member.user, by=current_user)
    if isinstance(lent, Channel):
        told = {"name": member.user.name, "channel": lent.label}
        flash(_("‘%(name)s’ 님은 이미 투표하셨습니다(%(channel)s). 기기를 건네지 마세요.", **told), "danger")
        return to("booth", poll_id=poll_id)
    session[_LENT] = [poll_id, lent.id, lent.person_id, lent.turn]
    return to("handover", poll_id=poll_id)


@bp.get("/polls/<int:poll_id>/assisted")
def handover(poll_id: int) -> ResponseReturnValue:
    """What the helper shows to the resident, in large letters: whose turn it is, and that nobody else looks."""
    poll = queries.poll(poll_id)
    authorize("assist", poll)
    helped = _at_device(poll)
    channel = service.standing(poll, helped).channel
    if channel is not None:
        return _has_voted(poll, channel)
    (resident,) = queries.people([helped.id])
    return render_template("polls/assisted/handover.html", poll=poll, resident=resident)


@bp.get("/polls/<int:poll_id>/assisted/ballot")
def assisted_ballot(poll_id: int) -> ResponseReturnValue:
    """The paper, for the resident alone."""
    poll = queries.poll(poll_id)
    authorize("assist", poll)
    return _ballot_page(poll, _at_device(poll), Paper())


@bp.post("/polls/<int:poll_id>/assisted/readback")
def assisted_readback(poll_id: int) -> ResponseReturnValue:
    """Read back what was marked; nothing is kept."""
    poll = queries.poll(poll_id)
    authorize("assist", poll)
    helped = _at_device(poll)
    paper = _of_this_turn(poll, helped)
    channel = service.standing(poll, helped).channel
    fault = paper.fault or paper.misread(poll)
    if channel is not None or fault or "again" in request.form:
        return _ballot_page(poll, helped, replace(paper, fault=fault))
    return render_template("polls/assisted/readback.html", poll=poll, paper=paper, lines=lines_of(poll))


@bp.post("/polls/<int:poll_id>/assisted/ballots")
def assisted_cast(poll_id: int) -> ResponseReturnValue:
    """Put the ballot in the box, as long as the helper may still help, and show the receipt this once."""
    paper = Paper.sent(request.form)
    try:
        with transaction():
            poll = queries.poll(poll_id)
            authorize("assisted_cast", poll)
            helped = _at_device(poll)
            receipt = service.cast(poll_id, paper.positions, form=paper.token, by=helped)
    except AlreadyVoted as fault:
        refused(poll_id, fault, Channel.ASSISTED)
        return _has_voted(queries.poll(poll_id), fault.channel)
    except Invalid as fault:
        poll = queries.poll(poll_id)
        return _ballot_page(poll, helped, replace(_of_this_turn(poll, helped), fault=fault.reason))
    session[_LENT] = [poll_id, helped.id, helped.person_id, helped.turn, _CAST]
    poll = queries.poll(poll_id)
    return _cleared(make_response(render_template("polls/assisted/receipt.html", poll=poll, receipt=receipt)))


@bp.post("/polls/<int:poll_id>/assisted/end")
def end_assisting(poll_id: int) -> ResponseReturnValue:
    """Take the device back: nothing of the resident stays on it, whether they have voted or not."""
    poll = queries.poll(poll_id)
    authorize("read", poll)
    authorize("vote", poll)  # whoever has signed in: a screen is cleared after the end of the poll too
    session.pop(_LENT, None)
    flash(_("화면을 지웠습니다. 다음 분을 찾을 수 있습니다."), "success")
    return _cleared(to("booth" if can(current_user, "booth", poll) else "show", poll_id=poll_id))


def _at_device(poll: Poll) -> Helped:
    """Who has this device now; to the booth where nobody has."""
    of_poll, account, person, turn, *_cast = session.get(_LENT, (None, 0, 0, ""))
    if of_poll != poll.id:
        flash(_("기기를 건넬 분을 먼저 명부에서 찾아 주세요."), "info")
        abort(to("booth", poll_id=poll.id))
    return Helped(account, person, current_user.id, turn)


def _of_this_turn(poll: Poll, helped: Helped) -> Paper:
    """The paper that was sent; of one that is not of this turn at the device nothing but what is wrong with it."""
    paper = Paper.sent(request.form)
    try:
        service.receipt_of(poll.id, paper.token, helped)
    except Invalid as strange:
        return Paper(fault=strange.reason)
    return paper


def _ballot_page(poll: Poll, helped: Helped, paper: Paper) -> ResponseReturnValue:
    """A fresh token each time, with the marks that were made; to whoever has voted never a mark."""
    channel = service.standing(poll, helped).channel
    if channel is not None:
        return _has_voted(poll, channel)
    fresh = replace(paper, token=service.ballot_form(poll, helped), order=service.order_of_paper(poll, helped))
    page = render_template("polls/assisted/ballot.html", poll=poll, paper=fresh)
    return page, 422 if paper.fault else 200


def _has_voted(poll: Poll, channel: Channel) -> ResponseReturnValue:
    return render_template("polls/assisted/voted.html", poll=poll, channel=channel), 409


def _cleared(answer: Response) -> Response:
    """Let the browser forget the pages it has kept; not its cookies, or the helper would be signed out."""
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
