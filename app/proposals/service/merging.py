"""Two proposals become one: suggested with a reason, agreed to by the proposer who is asked."""

from datetime import datetime

from app.councils.policy import seat_of
from app.councils.states import Seat
from app.kernel.db import insert_if_new, kept_once, session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User
from app.proposals import queries
from app.proposals.models import MOST_CO_PROPOSERS, CoProposer, Lineage, Merger, Proposal
from app.proposals.service.closing import Source, close
from app.proposals.states import MERGER, PROPOSAL, Fate, MergerState


def suggest_merger(old: Proposal, new: Proposal, *, reason: str, by: User, at: datetime) -> Merger:
    """Ask that the old proposal live on in the new one; the proposer of the other side is asked.

    Sent twice it is one suggestion. Whoever brings both needs nobody's word. Raises Invalid where the two cannot be
    one, or where another suggestion about the old one waits.
    """
    _check(old, new, by)
    asked_id = new.author_id if by.id == old.author_id else old.author_id
    fresh = Merger(old_id=old.id, new_id=new.id, reason=reason, by_id=by.id, asked_id=asked_id, asked_at=at)
    merger, is_new = kept_once(fresh, lambda: queries.waiting_merger(old.id))
    if merger.new_id != new.id:
        raise Invalid(lazy("다른 제안과 합치자는 제의가 이미 답을 기다립니다."))
    if is_new and asked_id == by.id:
        return agree(merger, by=by, at=at)
    if is_new:
        record("merger.suggested", merger, by=by, at=at)
    return merger


def _check(old: Proposal, new: Proposal, by: User) -> None:
    if old.id == new.id or old.council_id != new.council_id:
        raise Invalid(lazy("같은 골목회의의 다른 제안을 골라 주세요."))
    if not all(PROPOSAL.allows("close", one.state) for one in (old, new)):
        raise Invalid(lazy("이야기 중인 제안끼리만 합칠 수 있습니다."))
    is_facilitator = seat_of(by, old.council_id) is Seat.FACILITATOR
    if by.id not in (old.author_id, new.author_id) and not is_facilitator:
        raise Invalid(lazy("두 제안 가운데 하나를 제안한 분이나 퍼실리테이터만 합치자고 할 수 있습니다."))


def agree(merger: Merger, *, by: User, at: datetime) -> Merger:
    """Make them one: the old proposal ends, its proposers are invited to the new one, its supporters are asked.

    A second answer changes nothing. Raises Conflict where one of the two has ended since, or the suggestion has.
    """
    held = queries.held_merger(merger.id)
    if held.state is MergerState.AGREED:
        return held
    held.state, held.answered_at = MERGER.after("agree", held.state), at
    old, new = (queries.held(number) for number in sorted((held.old_id, held.new_id)))
    old, new = (old, new) if old.id == held.old_id else (new, old)
    if not PROPOSAL.allows("close", new.state):
        raise Conflict(lazy("합쳐질 제안이 그 사이에 끝났습니다."))
    bringers = [user.id for user in queries.proposal(old.id).bringers]
    descend(old, [new], way=Fate.MERGED, reason=held.reason, by=by, at=at)
    invite_all(new, bringers, by=by, at=at)
    record("merger.agreed", held, by=by, at=at)
    return held


def descend(old: Proposal, new: list[Proposal], *, way: Fate, reason: str, by: User | None, at: datetime) -> None:
    """End the old proposal, which lives on in the new ones, and ask everyone who supports it."""
    close(old, fate=way, reason=reason, by=by, at=at, source=Source("proposal", new[0].id))
    session().add_all(Lineage(old_id=old.id, new_id=one.id, way=way, at=at) for one in new)
    record("support.asked", old, by=by, at=at)


def invite_all(new: Proposal, numbers: list[int], *, by: User, at: datetime) -> None:
    """Ask those who brought the old proposal to bring the new one too, as long as its words can change."""
    if not PROPOSAL.allows("edit", new.state):
        return
    asked = {other.user_id for other in queries.proposal(new.id).co_proposers} | {new.author_id}
    for number in [number for number in numbers if number not in asked][: MOST_CO_PROPOSERS - len(asked) + 1]:
        if insert_if_new(CoProposer, proposal_id=new.id, user_id=number, invited_at=at):
            record("proposal.invited", new, by=by, at=at, user_id=number)


def decline(merger: Merger, *, by: User, at: datetime) -> Merger:
    """Both go on as they are; whoever suggested it is told. A second no changes nothing."""
    return _end(merger, "decline", MergerState.DECLINED, by=by, at=at)


def drop(merger: Merger, *, by: User, at: datetime) -> Merger:
    """Take the suggestion back; a second time changes nothing."""
    return _end(merger, "drop", MergerState.DROPPED, by=by, at=at)


def _end(merger: Merger, action: str, state: MergerState, *, by: User, at: datetime) -> Merger:
    held = queries.held_merger(merger.id)
    if held.state is state:
        return held
    held.state, held.answered_at = MERGER.after(action, held.state), at
    record(f"merger.{state.value}", held, by=by, at=at)
    return held
