"""What can adopt a plan: a certified poll of the council, or a resolution of one of its meetings."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.deeds import queries as deeds
from app.kernel import clock
from app.kernel.db import session
from app.meetings.models import AgendaItem, Meeting, Resolution
from app.meetings.states import Outcome
from app.plans.models import Plan
from app.polls.models import Poll, Tally
from app.polls.states import PollState, Verdict

MOST_GROUNDS = 20
ADOPTING = (Verdict.CARRIED, Verdict.CHOSEN)


@dataclass(frozen=True)
class Ground:
    """One thing that residents decided: its key for forms, its words and the day."""

    key: str
    words: str
    on: date
    poll_id: int | None = None
    resolution_id: int | None = None


def grounds(plan: Plan) -> list[Ground]:
    """What the council has decided, the latest first."""
    return sorted([*_polls(plan), *_resolutions(plan)], key=lambda one: one.on, reverse=True)


def ground(plan: Plan) -> Ground | None:
    """What has adopted the plan."""
    if plan.adopted_by_poll_id:
        poll = session().get_one(Poll, plan.adopted_by_poll_id)
        return Ground("", poll.question, clock.seoul(poll.closes_at).date(), poll_id=poll.id)
    if plan.adopted_by_resolution_id:
        one = session().get_one(Resolution, plan.adopted_by_resolution_id)
        return Ground("", one.text, clock.seoul(one.decided_at).date(), resolution_id=one.id)
    return None


def adopting_meeting(plan: Plan) -> int | None:
    """The meeting whose resolution, or on whose agenda the poll, has adopted the plan."""
    if plan.adopted_by_resolution_id:
        of_item = select(AgendaItem.meeting_id).join(Resolution, Resolution.item_id == AgendaItem.id)
        return session().scalar(of_item.where(Resolution.id == plan.adopted_by_resolution_id))
    return deeds.meeting_of_poll(plan.adopted_by_poll_id)


def _polls(plan: Plan) -> list[Ground]:
    of_council = (Poll.council_id == plan.council_id, Poll.state == PollState.CERTIFIED, Poll.is_replay.is_(False))
    carried = select(Poll).join(Tally, Tally.poll_id == Poll.id).where(*of_council, Tally.verdict.in_(ADOPTING))
    found = session().scalars(carried.order_by(Poll.closes_at.desc()).limit(MOST_GROUNDS))
    return [Ground(f"poll-{one.id}", one.question, clock.seoul(one.closes_at).date(), poll_id=one.id) for one in found]


def _resolutions(plan: Plan) -> list[Ground]:
    carried = select(Resolution).join(Resolution.item).join(AgendaItem.meeting).options(joinedload(Resolution.item))
    carried = carried.where(Meeting.council_id == plan.council_id, Resolution.outcome == Outcome.CARRIED)
    found = session().scalars(carried.order_by(Resolution.decided_at.desc()).limit(MOST_GROUNDS))
    return [
        Ground(f"resolution-{one.id}", one.text, clock.seoul(one.decided_at).date(), resolution_id=one.id)
        for one in found
    ]
