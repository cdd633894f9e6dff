"""The way of a plan: adopted, sent, reviewed, settled, begun; and the days of its year."""

from datetime import date, datetime

from app.decisions import queries as decisions
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.places import queries as places
from app.plans import clocks, queries
from app.plans.models import Plan
from app.plans.queries import Ground
from app.plans.service.drafting import held_for, refuse_if_changed, refuse_over_cap, touch
from app.plans.service.versions import keep_version
from app.plans.states import PlanState

KIND = "autonomy_plan"
_DATES = ("notice_on", "assembly_on", "posted_on", "next_assembly_on")


def set_dates(plan: Plan, days: dict[str, date | None], *, seen: int, by: User, at: datetime) -> Plan:
    """Say when what is held and posted. Event plan.dated, with what changed. Raises Invalid for days out of order."""
    held = queries.locked(plan.id)
    refuse_if_changed(held, seen)
    today, assembly_on = clock.seoul(at).date(), days["assembly_on"]
    if any(day is not None and day > today for day in (days["notice_on"], days["posted_on"])):
        raise Invalid(_("알린 날과 게시한 날은 오늘까지의 날로 적어 주세요."))
    if assembly_on is None and held.is_adopted:
        raise Invalid(_("의결한 계획에는 총회 날이 있어야 합니다."))
    if held.is_adopted:
        _refuse_to_come(assembly_on, today)
    _refuse_unordered(days)
    before = {name: getattr(held, name) for name in _DATES}
    changed = {name: [_iso(before[name]), _iso(days[name])] for name in _DATES if before[name] != days[name]}
    for name in changed:
        setattr(held, name, days[name])
    if changed:
        session().flush()
        record("plan.dated", held, by=by, at=at, changes=changed)
    return held


def _refuse_to_come(assembly_on: date | None, today: date) -> None:
    if assembly_on is not None and assembly_on > today:
        raise Invalid(_("아직 오지 않은 날짜입니다. 총회를 연 날을 적어 주세요."))


def _refuse_unordered(days: dict[str, date | None]) -> None:
    known = [day for name in _DATES if (day := days[name]) is not None]
    if known != sorted(known):
        raise Invalid(_("알린 날, 총회, 게시한 날, 다음 총회의 순서가 맞지 않습니다."))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def adopt(plan: Plan, ground: Ground, assembly_on: date, *, seen: int, by: User, at: datetime) -> Plan:
    """Residents have adopted it, by a poll or a resolution. Event plan.adopted.

    Raises Conflict for a plan without items or above its cap, Invalid for an assembly that is still to come or
    out of order with the other days.
    """
    held = held_for(plan, "adopt", seen)
    if not held.items:
        raise Conflict(_("사업이 하나도 없는 계획입니다."))
    refuse_over_cap(held.meter.total_won, held.cap_won)
    _refuse_to_come(assembly_on, clock.seoul(at).date())
    _refuse_unordered({**{name: getattr(held, name) for name in _DATES}, "assembly_on": assembly_on})
    held.assembly_on, held.adopted_at = assembly_on, at
    held.adopted_by_poll_id, held.adopted_by_resolution_id = ground.poll_id, ground.resolution_id
    kept = keep_version(held, at)
    record("plan.adopted", held, by=by, at=at, day=assembly_on.isoformat(), hash=kept.hash)
    return held


def send(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Freeze it, send it to the gu and start the gu's clock; pressed twice, it is sent once. Event plan.sent.

    The gu answers on the clock of its own kind `autonomy_plan`; its period leaves the day of sending out (민법 §157).
    """
    held = queries.locked(plan.id)
    if held.state is PlanState.SENT:
        return held
    held.move("send")
    today = clock.seoul(at).date()
    kind = decisions.kinds_of(held.council.dong.gu_id, today).get(KIND)
    if kind is None:
        raise Conflict(_("이 구에는 자치계획을 검토하는 기한이 정해져 있지 않습니다. 운영자에게 알려 주세요."))
    held.sent_at, held.kind_id, held.kind = at, kind.id, kind
    held.review_due_on = clocks.last_day(kind.period, today, places.OFFICES)
    kept = keep_version(held, at)
    held.sent_hash = kept.hash
    session().flush()
    record("plan.sent", held, by=by, at=at, hash=kept.hash, due_on=held.review_due_on.isoformat())
    return held


def finish_review(plan: Plan, *, seen: int, by: User, at: datetime) -> Plan:
    """Every item has its answer: the review is out. Event plan.reviewed. Raises Conflict where one has none."""
    held = queries.locked(plan.id)
    if held.is_reviewed:
        return held
    held.move("review")
    refuse_if_changed(held, seen)
    if any(one.mark is None for one in held.items):
        raise Conflict(_("아직 검토 결과를 적지 않은 사업이 있습니다."))
    held.reviewed_at = at
    record("plan.reviewed", held, by=by, at=at, hash=keep_version(held, at).hash)
    return held


def finalise(plan: Plan, *, seen: int, by: User, at: datetime) -> Plan:
    """The council settles it with the result in mind. Event plan.finalised.

    What the gu accepts as it is keeps its cost. Raises Conflict where a word is missing, or above the cap.
    """
    held = queries.locked(plan.id)
    if held.is_final:
        return held
    held.move("finalise")
    refuse_if_changed(held, seen)
    if any(one.needs_word for one in held.items):
        raise Conflict(_("구가 다르게 본 사업마다 주민자치회의 말을 적어 주세요."))
    for one in held.items:
        one.final_cost_won = one.cost_won if one.final_cost_won is None else one.final_cost_won
    refuse_over_cap(sum(one.final_cost_won or 0 for one in held.items), held.cap_won)
    held.finalised_at = at
    record("plan.finalised", held, by=by, at=at, hash=keep_version(held, at).hash)
    return held


def start(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Begin to carry it out; pressed twice, it begins once. Event plan.started."""
    held = queries.locked(plan.id)
    if held.state is PlanState.UNDER_WAY:
        return held
    held.move("start")
    touch(held)
    record("plan.started", held, by=by, at=at)
    return held
