"""Drafting a plan: its year and cap, and its items by hand."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from app.councils.models import Council
from app.kernel.db import kept_once, session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _, won
from app.people.models import User
from app.plans import queries
from app.plans.models import Plan, PlanItem
from app.plans.states import Runner, Source

MOST_ITEMS = 60


@dataclass(frozen=True)
class ItemWords:
    """What an item says: its cost in won and who runs it."""

    title: str
    what: str
    cost_won: int
    runner: Runner


def draft(council: Council, year: int, *, cap_won: int | None, by: User, at: datetime) -> Plan:
    """Begin the plan of a year; asked again, it is the one that is there. Event plan.drafted.

    Raises Invalid where it is there with another cap than is given.
    """

    def there() -> Plan | None:
        return queries.plan_of_year(council.id, year)

    made, is_new = kept_once(Plan(council_id=council.id, year=year, cap_won=cap_won, drafted_at=at), there)
    if is_new:
        record("plan.drafted", made, by=by, at=at, year=year, cap_won=cap_won)
    else:
        _refuse_other_cap(made, cap_won)
    return made


def _refuse_other_cap(there: Plan, cap_won: int | None) -> None:
    if cap_won in (None, there.cap_won):
        return
    if there.cap_won is None:
        raise Invalid(_("그해 계획은 이미 있습니다. 적은 한도는 저장하지 않았으니 그 계획에서 적어 주세요."))
    cap = won(there.cap_won)
    raise Invalid(_("그해 계획은 한도 %(cap)s으로 이미 있습니다. 한도를 바꾸려면 그 계획에서 고쳐 주세요.", cap=cap))


def set_cap(plan: Plan, cap_won: int | None, *, seen: int, by: User, at: datetime) -> Plan:
    """Say how much there is. Event plan.cap_changed, with what it was."""
    held = held_for(plan, "edit", seen)
    if held.cap_won == cap_won:
        return held
    before, held.cap_won = held.cap_won, cap_won
    session().flush()
    record("plan.cap_changed", held, by=by, at=at, before=before, cap_won=cap_won)
    return held


def add_item(plan: Plan, words: ItemWords, *, once: str | None = None, by: User, at: datetime) -> PlanItem:
    """One item more, by hand; the same form again adds nothing. Event plan.item_added."""
    held = queries.locked(plan.id)
    twin = queries.item_once(once)
    if twin is not None:
        return twin
    held.move("edit")
    return put_in(held, words, Source.HAND, once=once or None, by=by, at=at)


def put_in(held: Plan, words: ItemWords, source: Source, *, by: User, at: datetime, **origin: Any) -> PlanItem:
    """Put an item at the end of a plan that is held. Raises Invalid where there are MOST_ITEMS."""
    if len(held.items) >= MOST_ITEMS:
        raise Invalid(_("사업은 %(most)s개까지 넣을 수 있습니다.", most=MOST_ITEMS))
    place = max((one.position for one in held.items), default=0) + 1
    made = PlanItem(plan_id=held.id, position=place, source=source, **asdict(words), **origin)
    made.spendings = []
    held.items.append(made)
    touch(held)
    record("plan.item_added", held, by=by, at=at, item=made.id, title=made.title, cost_won=made.cost_won)
    return made


def change_item(plan: Plan, item: PlanItem, words: ItemWords, *, seen: int, by: User, at: datetime) -> PlanItem:
    """Say otherwise what an item is. Event plan.item_changed, with what changed and what it was."""
    held = held_for(plan, "edit", seen)
    row = queries.item(held, item.id)
    changes = {
        name: [getattr(row, name), value] for name, value in asdict(words).items() if getattr(row, name) != value
    }
    for name, (_before, value) in changes.items():
        setattr(row, name, value)
    if changes:
        touch(held)
        record("plan.item_changed", held, by=by, at=at, item=row.id, title=row.title, changes=changes)
    return row


def remove_item(plan: Plan, item: PlanItem, *, by: User, at: datetime) -> None:
    """Take an item out. Event plan.item_removed, which keeps its title and cost."""
    held = queries.locked(plan.id)
    held.move("edit")
    row = queries.item(held, item.id)
    held.items.remove(row)
    session().delete(row)
    touch(held)
    record("plan.item_removed", held, by=by, at=at, item=row.id, title=row.title, cost_won=row.cost_won)


def held_for(plan: Plan, action: str, seen: int) -> Plan:
    """The plan held and moved; Conflict where its state does not allow it, Invalid where somebody was first."""
    held = queries.locked(plan.id)
    held.move(action)
    refuse_if_changed(held, seen)
    return held


def refuse_if_changed(held: Plan, seen: int) -> None:
    """Raise Invalid unless the person has the plan before them as it is."""
    if seen != held.version:
        raise Invalid(_("그 사이에 다른 사람이 이 계획을 고쳤습니다. 새 창에서 열어 보고 옮겨 적어 주세요."))


def touch(held: Plan) -> None:
    """Let the next person have another version of the plan before them."""
    flag_modified(held, "state")
    session().flush()


def refuse_over_cap(total_won: int, cap_won: int | None) -> None:
    """Raise Conflict where it costs more than there is."""
    if cap_won is not None and total_won > cap_won:
        over = f"{total_won - cap_won:,}"
        raise Conflict(_("사업비를 더하면 한도보다 %(over)s원 많습니다. 사업이나 한도를 고쳐 주세요.", over=over))
