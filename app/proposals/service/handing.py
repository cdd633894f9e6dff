"""A proposal goes to the council that it belongs to: offered with a reason, taken over or not."""

from datetime import datetime

from app.councils.models import Council
from app.councils.states import CouncilState
from app.kernel.db import kept_once, session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User
from app.proposals import queries
from app.proposals.models import Handover, Lineage, Proposal, Words
from app.proposals.service.closing import Source, close
from app.proposals.service.writing import draft, publish
from app.proposals.states import HANDOVER, PROPOSAL, Fate, HandoverState


def offer_handover(proposal: Proposal, to: Council, *, reason: str, by: User, at: datetime) -> Handover:
    """Ask another council to take the proposal over. Event handover.offered; sent twice it is one offer.

    Raises Invalid where the council cannot take it, or another offer waits.
    """
    if to.id == proposal.council_id or to.state is not CouncilState.ACTIVE:
        raise Invalid(lazy("열려 있는 다른 골목회의를 골라 주세요."))
    if not PROPOSAL.allows("close", proposal.state):
        raise Invalid(lazy("이야기 중인 제안만 넘길 수 있습니다."))
    fresh = Handover(proposal_id=proposal.id, to_id=to.id, reason=reason, by_id=by.id, offered_at=at)
    handover, is_new = kept_once(fresh, lambda: queries.waiting_handover(proposal.id))
    if handover.to_id != to.id:
        raise Invalid(lazy("다른 골목회의에 넘기겠다는 물음이 이미 답을 기다립니다."))
    if is_new:
        record("handover.offered", queries.handover(handover.id), by=by, at=at)
    return handover


def take_over(handover: Handover, *, by: User, at: datetime) -> Handover:
    """Publish the proposal in the new council, naming who said it; the old one ends and says where it went.

    A second press changes nothing. Raises Conflict where the proposal has ended meanwhile.
    """
    to, held = handover.to, queries.held_handover(handover.id)  # holding it lets go of what was loaded with it
    if held.state is HandoverState.ACCEPTED:
        return held
    old = queries.held(held.proposal_id)
    if not PROPOSAL.allows("close", old.state):
        raise Conflict(lazy("넘겨받으려던 제안이 그 사이에 끝났습니다."))
    words, speaker = Words.of(old), old.spoken_by or old.author.name
    taken = draft(to, words, by=by, at=at, spoken_by=speaker, category=old.category)
    publish(taken, by=by, at=at)
    _answer(held, "accept", by=by, at=at)
    held.new_id = taken.id
    close(old, fate=Fate.PASSED_ON, reason=held.reason, by=by, at=at, source=Source("proposal", taken.id))
    session().add(Lineage(old_id=old.id, new_id=taken.id, way=Fate.PASSED_ON, at=at))
    record("handover.accepted", queries.handover(held.id), by=by, at=at)
    return held


def decline_handover(handover: Handover, *, answer: str, by: User, at: datetime) -> Handover:
    """Leave it where it is, and say why. Event handover.declined."""
    held = queries.held_handover(handover.id)
    _answer(held, "decline", by=by, at=at)
    held.answer = answer
    record("handover.declined", queries.handover(held.id), by=by, at=at)
    return held


def drop_handover(handover: Handover, *, by: User, at: datetime) -> Handover:
    """Take the offer back; a second press changes nothing."""
    held = queries.held_handover(handover.id)
    if held.state is not HandoverState.DROPPED:
        _answer(held, "drop", by=by, at=at)
    return held


def _answer(held: Handover, action: str, *, by: User, at: datetime) -> None:
    held.state, held.answered_by_id, held.answered_at = HANDOVER.after(action, held.state), by.id, at
    session().flush()
