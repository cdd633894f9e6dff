"""What an officer fills in to promise an item of a plan."""

from datetime import date
from typing import Any

from app.deeds.forms import PromisingForm
from app.kernel.i18n import _
from app.people.models import User
from app.plans.models import Plan, PlanItem


def item_promise_form(plan: Plan, item: PlanItem, by: User) -> PromisingForm:
    """The form with what the item knows: its words, who runs it, its settled cost, the year, and the office."""
    given: dict[str, Any] = {
        "seen": plan.version,
        "text": "\n\n".join(part for part in (item.title, item.what, _runner(item)) if part),
        "do_by": date(plan.year, 12, 31),
        "section": item.review_office[:60],
        "officer_name": by.name,
        "officer_phone": item.review_phone,
        "budget": item.final_cost_won,
        "budget_from": plan.title,
    }
    return PromisingForm(data=given)


def _runner(item: PlanItem) -> str:
    return _("누가: %(runner)s", runner=item.runner.label)
