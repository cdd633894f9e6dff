"""Requests that end without an answer, and what a council says of one that has an answer."""

from datetime import datetime

from app.decisions import queries
from app.decisions.models import CouncilView, Request
from app.decisions.policy import answered, answered_twice, unanswered
from app.decisions.states import CLOSING_WORDS
from app.kernel.db import insert_if_new, session
from app.kernel.errors import Conflict
from app.kernel.events import record
from app.kernel.i18n import force_locale, lazy
from app.people.models import User


def withdraw(request: Request, reason: str, *, by: User, at: datetime) -> Request:
    """Take a request back, with the reason. Taken back twice is taken back; raises Conflict once it is answered."""
    held = queries.locked_request(request.id)
    if held.is_withdrawn:
        return held
    refusal = unanswered(by, held)
    if refusal:
        raise Conflict(refusal)
    held.move("withdraw")
    held.ended_at, held.ended_reason = at, reason
    session().flush()
    record("request.withdrawn", held, by=by, at=at)
    return held


def close(request: Request, reason: str, *, by: User, at: datetime) -> Request:
    """Close what was answered twice already, in the words of the law and with a reason (민원처리법 제23조 제1항).

    Closed twice is closed. Raises Conflict where the same was not answered twice, or is answered by now.
    """
    held = queries.locked_request(request.id)
    if held.is_closed:
        return held
    refusal = unanswered(by, held) or answered_twice(by, held)
    if refusal:
        raise Conflict(refusal)
    held.move("close")
    with force_locale("ko"):  # kept as an answer is
        held.ended_at, held.ended_reason = at, f"{CLOSING_WORDS}\n\n{reason}"
    session().flush()
    record("request.closed", held, by=by, at=at, proposal_id=held.proposal_id)
    return held


def state_view(request: Request, text: str, *, by: User, at: datetime) -> CouncilView:
    """Let the council say beside an answer what it thinks of it: once, and it stands. Raises Conflict for a second."""
    held = queries.locked_request(request.id)
    refusal = answered(by, held)
    if refusal:
        raise Conflict(refusal)
    if not insert_if_new(CouncilView, request_id=held.id, text=text, by_id=by.id, at=at):
        raise Conflict(lazy("골목회의의 의견은 한 번 적습니다. 이미 적혀 있습니다."))
    record("council_view.stated", held, by=by, at=at)
    return session().get_one(CouncilView, held.id)
