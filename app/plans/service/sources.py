"""Items that come over from what residents decided or proposed, each once."""

from datetime import datetime

from app.kernel.errors import Conflict
from app.kernel.i18n import _
from app.people.models import User
from app.plans import queries
from app.plans.models import Plan, PlanItem
from app.plans.service.drafting import ItemWords, put_in
from app.plans.states import Runner, Source
from app.polls.models import Option, Poll
from app.proposals.models import Proposal


def take_bought(plan: Plan, poll: Poll, *, by: User, at: datetime) -> list[PlanItem]:
    """Put in what a certified budget poll of the council bought, with its costs; what is in already stays as it is.

    A plan without a cap takes that of the poll. Raises Conflict for a poll that is not certified or spends nothing.
    """
    held = queries.locked(plan.id)
    held.move("edit")
    bought = queries.bought_by(poll)
    if bought is None or poll.council_id != held.council_id:
        raise Conflict(_("확정한 예산 투표에서만 가져올 수 있습니다."))
    held.cap_won = poll.budget_won if held.cap_won is None else held.cap_won
    options = {one.option_id for one in held.items}
    proposals = {one.proposal_id for one in held.items if one.proposal_id}
    new = [one for one in bought.options if one.id not in options and one.proposal_id not in proposals]
    return [_put(held, option, by, at) for option in new]


def _put(held: Plan, option: Option, by: User, at: datetime) -> PlanItem:
    words = ItemWords(option.label, "", option.cost_won or 0, Runner.JOINT)
    return put_in(held, words, Source.POLL, option_id=option.id, proposal_id=option.proposal_id, by=by, at=at)


def take_proposal(plan: Plan, proposal: Proposal, *, by: User, at: datetime) -> PlanItem:
    """Put in a proposal with what it says it costs; taken twice, it is there once."""
    held = queries.locked(plan.id)
    held.move("edit")
    there = next((one for one in held.items if one.proposal_id == proposal.id), None)
    if there is not None:
        return there
    words = ItemWords(proposal.title, proposal.wish, proposal.cost_won or 0, Runner.JOINT)
    return put_in(held, words, Source.PROPOSAL, proposal_id=proposal.id, by=by, at=at)
