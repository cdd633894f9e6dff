"""What a plan says, as one thing: what is hashed, kept as a version and put on paper."""

from typing import Any

from app.plans.models import Plan, PlanItem


def body(plan: Plan) -> dict[str, Any]:
    """The plan as it is now, in words and numbers that stay readable without the tables."""
    dong = plan.council.dong
    return {
        "plan": plan.id,
        "year": plan.year,
        "title": plan.title,
        "council": plan.council.name,
        "dong": dong.name,
        "gu": dong.gu.name,
        "centre": dong.centre_name,
        "cap_won": plan.cap_won,
        "assembly_on": plan.assembly_on.isoformat() if plan.assembly_on else "",
        "items": [_item(one) for one in plan.items],
        "total_won": sum(one.cost_won for one in plan.items),
    }


def _item(one: PlanItem) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "what": one.what,
        "cost_won": one.cost_won,
        "runner": one.runner.value,
        "source": one.source.value,
        "mark": one.mark.value if one.mark else "",
        "review_reason": one.review_reason,
        "review_cost_won": one.review_cost_won,
        "review_office": one.review_office,
        "review_phone": one.review_phone,
        "final_cost_won": one.final_cost_won,
        "word": one.word,
        "spent_won": one.spent_won,
    }
