"""Reminding facilitators and officers of the dates of a plan, each once."""

from datetime import datetime

from app.kernel.db import insert_if_new
from app.kernel.events import record
from app.plans import queries
from app.plans.models import PlanReminder
from app.plans.queries import Dated


def remind(plan_id: int, dated: Dated, *, at: datetime) -> bool:
    """Tell them of a date that comes or has passed; whether they are told now. Events plan.due and plan.overdue."""
    plan = queries.locked(plan_id)
    said = {"plan_id": plan_id, "duty": dated.duty, "due_on": dated.due_on, "is_late": dated.is_late}
    if not insert_if_new(PlanReminder, **said, told_at=at):
        return False
    facts = {"duty": dated.duty.value, "day": dated.due_on.isoformat()}
    if dated.is_late:
        record("plan.overdue", plan, by=None, at=at, **facts)
    else:
        record("plan.due", plan, by=None, at=at, **facts)
    return True
