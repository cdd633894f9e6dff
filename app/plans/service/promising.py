"""Turning an item of a plan into a promise of the centre."""

from dataclasses import asdict
from datetime import datetime

from app.deeds import service as deeds
from app.deeds.models import Commitment
from app.deeds.service import Promise
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.plans import queries
from app.plans.models import Plan, PlanItem
from app.plans.service.drafting import refuse_if_changed, touch


def promise_item(plan: Plan, item: PlanItem, said: Promise, *, seen: int, by: User, at: datetime) -> Commitment:
    """The centre promises the item, once; the same form again makes nothing more. Event plan.item_promised.

    Raises Invalid where another promise carries the item already or somebody changed the plan; Conflict for an item
    that is not done.
    """
    held = queries.locked(plan.id)
    row = queries.item(held, item.id)
    if row.commitment is not None and _is_same(row.commitment, said):
        return row.commitment
    held.move("promise")
    if row.commitment is not None:
        raise Invalid(_("이 사업에는 이미 하기로 한 일이 이어져 있습니다. 바꿀 것은 그 쪽에서 고쳐 주세요."))
    if row.is_dropped:
        raise Conflict(_("하지 않기로 확정한 사업입니다."))
    refuse_if_changed(held, seen)
    source = {"proposal_id": row.proposal_id, "meeting_id": queries.adopting_meeting(held)}
    made = deeds.promise_of_plan(held.council, said, by=by, at=at, **source)
    row.commitment, row.commitment_id = made, made.id
    touch(held)
    record("plan.item_promised", held, by=by, at=at, item=row.id, title=row.title, commitment=made.id)
    return made


def _is_same(there: Commitment, said: Promise) -> bool:
    return there.request_id is None and all(getattr(there, name) == value for name, value in asdict(said).items())
