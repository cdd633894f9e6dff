"""Asking again (재심사): by the council, by a resident who brings a new fact, or by several residents together."""

from datetime import datetime

from app.councils.policy import seat_of
from app.councils.states import Seat
from app.decisions import queries
from app.decisions.models import AskingAgain, AskingSupport, LaterProposal, Request
from app.decisions.policy import LATE, disputable
from app.decisions.states import RequestState
from app.kernel import clock
from app.kernel.db import insert_if_new, session
from app.kernel.errors import Conflict
from app.kernel.events import record
from app.kernel.i18n import _, force_locale, lazy
from app.people.models import User
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.proposals.service import Words

TITLE_LENGTH = 80


def ask_again(request: Request, text: str, facts: str, *, by: User, at: datetime) -> AskingAgain:
    """Ask the centre once more: at once where the facilitator asks or a new fact is brought, else with others.

    A request is asked again once: who comes second finds the first, and stands behind it where it still gathers.
    Raises Conflict where there is no answer to dispute, and when the period has ended.
    """
    held = queries.locked_request(request.id)
    refusal = disputable(by, held)
    if refusal:
        raise Conflict(refusal)
    _in_time(held, at)
    there = queries.asking_of(held.id)
    if there is not None:
        return support(there, facts, by=by, at=at) if there.is_gathering else there
    asking = AskingAgain(
        request_id=held.id, council_id=held.council_id, text=text, facts=facts, by_id=by.id, asked_at=at, supports=[]
    )
    session().add(asking)
    session().flush()
    asking = support(asking, "", by=by, at=at)
    if asking.is_gathering:
        record("asking_again.begun", held, by=by, at=at)
    return asking


def support(asking: AskingAgain, facts: str, *, by: User, at: datetime) -> AskingAgain:
    """Stand behind asking again; twice is once. It is sent when enough do, or with a new fact, or by the facilitator.

    Raises Conflict when it was sent already or its period has ended.
    """
    fresh = queries.locked_asking(asking.id)
    if not fresh.is_gathering:
        raise Conflict(lazy("이미 동주민센터에 보냈습니다."))
    _in_time(fresh.request, at)
    insert_if_new(AskingSupport, asking_id=fresh.id, user_id=by.id, at=at)
    fresh = queries.locked_asking(asking.id)
    fresh.move("support")
    fresh.facts = "\n\n".join(part for part in (fresh.facts, facts) if part)
    if fresh.facts or not fresh.lacking or seat_of(by, fresh.council_id) is Seat.FACILITATOR:
        _send(fresh, by=by, at=at)
    session().flush()
    return fresh


def _in_time(request: Request, at: datetime) -> None:
    if request.is_late_to_ask(clock.seoul(at).date()):
        raise Conflict(LATE)


def _send(asking: AskingAgain, *, by: User, at: datetime) -> None:
    """A request of its own with a clock of its own, so that the desk, its order and its reminders know it too.

    It is of the same kind, row for row, and goes to the desk that gave the first answer.
    """
    first = asking.request
    due = queries.due_again(first, at)
    again = Request(
        council_id=first.council_id,
        report_id=first.report_id,
        proposal_id=first.proposal_id,
        resolution_id=first.resolution_id,
        again_of_id=first.id,
        position=first.position,
        text="\n\n".join(part for part in (asking.text, asking.facts) if part),
        clock=first.clock,
        kind_id=first.kind_id,
        dong_id=first.dong_id,
        received_on=clock.seoul(at).date(),
        received_at=at,
        due_on=due.on,
        due_at=due.at,
        state=RequestState.RECEIVED,
    )
    session().add(again)
    session().flush()
    asking.move("send")
    asking.again_id, asking.sent_at = again.id, at
    record("asking_again.sent", again, by=by, at=at, proposal_id=again.proposal_id)


def go_on_as_proposal(request: Request, *, by: User, at: datetime) -> Proposal:
    """What is asked too late goes on as a new proposal: a draft of the person's own, linked with the request.

    Pressed twice, it is one draft.
    """
    decision = request.answered_decision
    with force_locale("ko"):  # kept as the request is
        problem = (
            _("동주민센터에 요청했지만 답은 ‘%(answer)s’였습니다.", answer=decision.answer.label)
            if decision and decision.answer
            else ""
        )
    words = Words(title=request.title[:TITLE_LENGTH], problem=problem, wish=request.text)
    draft = proposals.draft(request.council, words, by=by, at=at, once=f"asked-late-{request.id}")
    insert_if_new(LaterProposal, proposal_id=draft.id, request_id=request.id, at=at)
    return draft
