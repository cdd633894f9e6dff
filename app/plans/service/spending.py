"""What is spent on each item, the promise that it is linked to, and the settlement at the end."""

from dataclasses import dataclass
from datetime import date, datetime

from app.deeds.models import Commitment
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.plans import queries
from app.plans.models import Plan, PlanItem, Spending
from app.plans.service.drafting import held_for, refuse_if_changed, touch
from app.plans.service.versions import keep_version


@dataclass(frozen=True)
class Spent:
    """An amount in won on a day, and on what; below zero where a wrong one is taken back."""

    on: date
    amount_won: int
    words: str
    why: str


def spend(plan: Plan, item: PlanItem, spent: Spent, *, once: str | None = None, by: User, at: datetime) -> Spending:
    """Write down what was spent; the same form again writes nothing. Event plan.spent.

    Raises Invalid for nothing, for a day to come, for less than nothing altogether, and without a reason where it
    comes to more than was settled.
    """
    held = queries.locked(plan.id)
    twin = queries.spending_once(once)
    if twin is not None:
        return twin
    held.move("spend")
    row = queries.item(held, item.id)
    _refuse_unsound(row, spent, clock.seoul(at).date())
    words = {"spent_on": spent.on, "amount_won": spent.amount_won, "words": spent.words, "why": spent.why}
    made = Spending(item_id=row.id, once=once or None, by_id=by.id, at=at, **words)
    row.spendings.append(made)
    touch(held)
    facts = {"item": row.id, "title": row.title, "day": spent.on.isoformat(), "why": spent.why}
    record("plan.spent", held, by=by, at=at, amount_won=spent.amount_won, words=spent.words, **facts)
    return made


def _refuse_unsound(row: PlanItem, spent: Spent, today: date) -> None:
    after = row.spent_won + spent.amount_won
    if spent.amount_won == 0:
        raise Invalid(_("쓴 돈을 적어 주세요."))
    if spent.on > today:
        raise Invalid(_("아직 오지 않은 날짜입니다. 쓴 날을 적어 주세요."))
    if after < 0:
        raise Invalid(_("쓴 돈보다 많이 되돌릴 수 없습니다."))
    if spent.amount_won > 0 and after > (row.final_cost_won or 0) and not spent.why:
        raise Invalid(_("확정한 사업비보다 많이 씁니다. 까닭을 적어 주세요. 주민이 읽습니다."))


def link_commitment(
    plan: Plan, item: PlanItem, commitment: Commitment | None, *, seen: int, by: User, at: datetime
) -> PlanItem:
    """Let the item lead to what the centre promised, or no more. Event plan.item_linked.

    Raises Invalid for a promise of another dong, or one that another item is linked to.
    """
    held = held_for(plan, "spend", seen)
    row = queries.item(held, item.id)
    number = commitment.id if commitment else None
    if number == row.commitment_id:
        return row
    if commitment and commitment.id not in {one.id for one in queries.linkable(held.council)}:
        raise Invalid(_("이 동에서 하기로 한 일 가운데 아직 이어지지 않은 것만 고를 수 있습니다."))
    row.commitment, row.commitment_id = commitment, number
    touch(held)
    record("plan.item_linked", held, by=by, at=at, item=row.id, title=row.title, commitment=number)
    return row


def settle(plan: Plan, *, seen: int, by: User, at: datetime) -> Plan:
    """Close the books; pressed twice, they are closed once. Event plan.settled, with the sums.

    Raises Conflict where the items do not come to what was spent.
    """
    held = queries.locked(plan.id)
    if held.settled_at is not None:
        return held
    held.move("settle")
    refuse_if_changed(held, seen)
    table = queries.settlement(held)
    if not table.balances:
        raise Conflict(_("사업마다 쓴 돈을 더한 것이 전체와 맞지 않습니다. 운영자에게 알려 주세요."))
    held.settled_at = at
    kept = keep_version(held, at)
    session().flush()
    total = table.total
    record("plan.settled", held, by=by, at=at, hash=kept.hash, final_won=total.final_won, spent_won=total.spent_won)
    return held
