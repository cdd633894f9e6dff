"""Proposals that live on in others, to test with."""

from app.councils import queries as councils
from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import transaction
from app.people.models import User
from app.proposals import queries, service
from app.proposals.models import Handover, Merger, Proposal
from app.proposals.states import Choice
from tests.factories import a_council, a_facilitator

REASON = "두 제안 모두 골목 어귀의 가로등을 바랍니다."


def a_merger(old: Proposal, new: Proposal, by: User | None = None, reason: str = REASON) -> Merger:
    """A suggestion that waits for the proposer of the old one; `by` is a facilitator unless named."""
    by = by or a_facilitator(queries.proposal(old.id).council)
    with transaction():
        whole = [queries.proposal(one.id) for one in (old, new)]
        return service.suggest_merger(*whole, reason=reason, by=by, at=clock.now())


def merged(old: Proposal, new: Proposal, by: User | None = None) -> Merger:
    """The two are one."""
    merger = a_merger(old, new, by)
    with transaction() as current:
        return service.agree(merger, by=current.get_one(User, merger.asked_id), at=clock.now())


def answered(old: Proposal, by: User, choice: Choice, *chosen: int) -> bool:
    """The supporter says where the support goes."""
    with transaction():
        return service.move_support(queries.proposal(old.id), choice, chosen, by=by, at=clock.now())


def a_handover(proposal: Proposal, to: Council | None = None, by: User | None = None) -> Handover:
    """An offer that waits for the other council."""
    to = to or a_council()
    by = by or a_facilitator(queries.proposal(proposal.id).council)
    with transaction():
        whole, taker = queries.proposal(proposal.id), councils.council_in_brief(to.id)
        reason = "옆 동에 있는 골목의 일이라 그곳에서 정해야 합니다."
        return service.offer_handover(whole, taker, reason=reason, by=by, at=clock.now())
