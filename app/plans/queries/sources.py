"""Where items come from: what certified budget polls have bought, and proposals that no item holds yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.db import session
from app.plans.models import Plan
from app.plans.states import Missed, missed
from app.polls import queries as polls
from app.polls.models import Option, Poll
from app.polls.states import PollState
from app.proposals.models import Proposal
from app.proposals.states import ProposalState

MOST_PROPOSALS = 60


@dataclass(frozen=True)
class Bought:
    """A certified budget poll: what it bought, what there was to spend, and what it did not buy."""

    poll: Poll
    options: tuple[Option, ...]
    others: tuple[Option, ...]

    @property
    def spent_won(self) -> int:
        """What was bought costs together."""
        return sum(option.cost_won or 0 for option in self.options)


def bought_by(poll: Poll) -> Bought | None:
    """What the poll bought; None unless it is certified and spends money. The rank decides the order."""
    outcome = polls.result(poll)
    if outcome is None or not poll.is_certified or poll.budget_won is None:
        return None
    by_position = {option.position: option for option in poll.options}
    ranked = [(row.is_chosen, by_position[row.position]) for row in outcome.by_rank]
    chosen = tuple(option for is_chosen, option in ranked if is_chosen)
    return Bought(poll, chosen, tuple(option for is_chosen, option in ranked if not is_chosen))


def polls_to_buy(plan: Plan) -> list[Bought]:
    """The certified budget polls of the council, the latest first."""
    certified = select(Poll.id).where(Poll.council_id == plan.council_id, Poll.state == PollState.CERTIFIED)
    spending = certified.where(Poll.budget_won.is_not(None), Poll.is_replay.is_(False))
    numbers = session().scalars(spending.order_by(Poll.closes_at.desc())).all()
    return [bought for number in numbers if (bought := bought_by(polls.poll(number)))]


def missed_by(plan: Plan) -> list[Missed]:
    """What the polls behind the plan did not buy for want of money, the nearest first."""
    left = plan.meter.left_won
    wanted = [one.option_id for one in plan.items if one.option_id]
    if left is None or not wanted:
        return []
    numbers = session().scalars(select(Option.poll_id).where(Option.id.in_(wanted)).distinct()).all()
    held = {one.option_id for one in plan.items}
    behind = [bought for number in numbers if (bought := bought_by(polls.poll(number)))]
    others = [option for bought in behind for option in bought.others if option.id not in held]
    return missed([(option.label, option.cost_won or 0) for option in others], left)


def proposals_to_take(plan: Plan) -> Sequence[Proposal]:
    """Proposals of the council that are out, the latest first, without those that an item holds."""
    held = [one.proposal_id for one in plan.items if one.proposal_id]
    states = (ProposalState.PUBLISHED, ProposalState.TABLED)
    out = select(Proposal).where(Proposal.council_id == plan.council_id, Proposal.state.in_(states))
    order = (Proposal.endorsement_count.desc(), Proposal.id.desc())
    return session().scalars(out.where(Proposal.id.not_in(held)).order_by(*order).limit(MOST_PROPOSALS)).all()
