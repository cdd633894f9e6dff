"""What the gu says of each item, and the council's word on it."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.plans import queries
from app.plans.models import Plan, PlanItem
from app.plans.service.drafting import held_for, touch
from app.plans.states import ReviewMark


@dataclass(frozen=True)
class Judgement:
    """What an officer enters for an item; `cost_won` is None where the gu leaves the cost as it is."""

    mark: ReviewMark
    reason: str
    cost_won: int | None
    office: str
    phone: str


def judge(plan: Plan, item: PlanItem, said: Judgement, *, seen: int, by: User, at: datetime) -> PlanItem:
    """Enter what the gu says of an item. Event plan.item_judged.

    Raises Invalid where anything but a plain yes comes without a reason, or a no with a cost.
    """
    held = held_for(plan, "judge", seen)
    row = queries.item(held, item.id)
    cost = None if said.cost_won == row.cost_won else said.cost_won
    if not said.reason and (said.mark is not ReviewMark.ACCEPTED or cost is not None):
        raise Invalid(_("왜 다르게 보는지 까닭을 적어 주세요. 주민이 읽습니다."))
    if said.mark is ReviewMark.REFUSED and cost:
        raise Invalid(_("불수용이면 바뀐 사업비를 비워 두세요."))
    row.mark, row.review_reason, row.review_cost_won = said.mark, said.reason, cost
    row.review_office, row.review_phone = said.office, said.phone
    touch(held)
    facts = {"item": row.id, "title": row.title, "mark": said.mark.value, "reason": said.reason}
    record("plan.item_judged", held, by=by, at=at, cost_won=cost, **facts)
    return row


def say(plan: Plan, item: PlanItem, cost_won: int, word: str, *, seen: int, by: User, at: datetime) -> PlanItem:
    """The council's word on an item that the gu sees otherwise, with the cost it settles on. Event plan.item_worded.

    A cost of 0 means that it is not done. Raises Invalid for an item that the gu accepts as it is.
    """
    held = held_for(plan, "word", seen)
    row = queries.item(held, item.id)
    if not row.differs:
        raise Invalid(_("구가 그대로 수용한 사업입니다. 계획대로 합니다."))
    row.final_cost_won, row.word = cost_won, word
    touch(held)
    record("plan.item_worded", held, by=by, at=at, item=row.id, title=row.title, cost_won=cost_won, word=word)
    return row
