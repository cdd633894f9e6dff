"""What the pages of polls share: the blueprint, receipts in the browser, and presses that changed nothing."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as BaseResponse

from app.kernel.db import transaction
from app.kernel.errors import TITLES, Conflict, SignInNeeded
from app.kernel.i18n import LazyString, _, lazy
from app.polls.methods import BLANK, METHODS
from app.polls.models import Choice, Option, Poll
from app.polls.queries import Row
from app.polls.service import AlreadyVoted, Person, Receipt, count_refused, in_the_box
from app.polls.states import Channel

bp = Blueprint("polls", __name__)
_RECEIPTS, _MOST_RECEIPTS = "receipts", 12
_TOO_LATE = lazy("쪽을 연 지 오래되었거나 그 사이에 로그아웃했습니다. 투표로 돌아가 다시 해 주세요.")
_NOT_VOTED = lazy(
    "그 사이에 로그인이 끝나 아직 투표되지 않았습니다. 로그인하면 투표로 돌아갑니다."
    " 고른 것은 저장하지 않으므로 다시 골라 주세요."
)
_VOTING = {"polls.readback", "polls.cast", "polls.assisted_readback", "polls.assisted_cast"}
_NOT_DONE = lazy("로그인한 뒤에 다시 해 주세요. 아직 아무것도 바뀌지 않았습니다.")


def to(page: str, **values: Any) -> Response:
    """Go on to another page of this slice; without words, which no browser shows and each ballot would send."""
    return Response(status=303, headers={"Location": url_for(f"polls.{page}", **values)})


def keep_receipt(receipt: Receipt, person: Person) -> None:
    """Keep the number in this browser's signed cookie: an address would leave it in logs and histories.

    It is kept when the paper is read back, so that whoever loses the line while voting finds it all the same.
    """
    paper = [receipt.poll_id, person.id, receipt.code]
    kept = session.get(_RECEIPTS, [])
    if paper not in kept:
        session[_RECEIPTS] = [*kept, paper][-_MOST_RECEIPTS:]


def kept_receipt(poll_id: int) -> str | None:
    """The number of this person's ballot, where this browser has it; never that of who used the browser before."""
    mine = [code for poll, person, code in session.get(_RECEIPTS, []) if (poll, person) == (poll_id, current_user.id)]
    return in_the_box(poll_id, mine) if mine else None


def refused(poll_id: int, fault: Conflict, channel: Channel = Channel.ONLINE) -> Conflict:
    """The refusal of a ballot by this channel; one more on the reconciliation sheet where another one was used."""
    if isinstance(fault, AlreadyVoted) and fault.channel is not channel:
        with transaction():
            count_refused(poll_id)
    return fault


@bp.app_template_filter("answer_of")
def answer_of(option: Choice | Option | Row, poll: Poll) -> str:
    """The words of an option: 찬성, 반대 and 기권 are ours and have an English; all others are the council's own."""
    return _(option.label) if METHODS[poll.method].answers else option.label


@bp.app_template_filter("bytes")
def bytes_of(text: str) -> int:
    """How long the text is in an answer; logs keep the lengths of answers, so papers are padded to one length."""
    return len(text.encode())


def lines_of(poll: Poll) -> list[tuple[int, str]]:
    """All that the paper offers, the blank vote too where the method has no answer of its own for it."""
    lines = [(option.position, answer_of(option, poll)) for option in poll.choices]
    return lines if METHODS[poll.method].answers else [*lines, (BLANK, _("고를 것이 없습니다 (빈 표)"))]


def _nothing_changed(status: int, reason: str | LazyString) -> tuple[str, int]:
    poll_id = (request.view_args or {}).get("poll_id")
    return render_template("polls/not_sent.html", title=TITLES[status], reason=reason, poll_id=poll_id), status


@bp.errorhandler(CSRFError)
def _too_late(_error: CSRFError) -> tuple[str, int]:
    return _nothing_changed(400, _TOO_LATE)


@bp.errorhandler(Conflict)
def _conflict(fault: Conflict) -> tuple[str, int]:
    return _nothing_changed(fault.status, fault.reason)


@bp.errorhandler(SignInNeeded)
def _signed_out(_fault: SignInNeeded) -> BaseResponse:
    """To the sign-in page, which leads back here; who was sending something hears that it was not taken."""
    here = request.full_path.rstrip("?")
    if request.method == "POST":
        flash(_NOT_VOTED if request.endpoint in _VOTING else _NOT_DONE, "warning")
        poll_id = (request.view_args or {}).get("poll_id")
        here = url_for("polls.show", poll_id=poll_id) if poll_id else "/"
    return redirect(url_for("people.sign_in", next=here), 303)
