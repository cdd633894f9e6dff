"""The gu's review of each item, and the council's word on it."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.plans import queries, service
from app.plans.forms import JudgementForm, SeenForm, WordForm
from app.plans.views.blueprint import bp, page, to


@bp.route("/plans/<int:plan_id>/items/<int:item_id>/review", methods=["GET", "POST"])
def judge(plan_id: int, item_id: int) -> ResponseReturnValue:
    """Enter what the gu says of an item."""
    plan = queries.plan(plan_id)
    authorize("review", plan)
    item = queries.item(plan, item_id)
    given = {"seen": plan.version, "mark": item.mark, "reason": item.review_reason, "cost": item.review_cost_won}
    form = JudgementForm(data={**given, "office": item.review_office, "phone": item.review_phone})
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.judge(plan, item, form.said, seen=form.had_seen, by=by, at=at)):
        flash(_("검토 결과를 적었습니다."), "success")
        return to("show", plan_id=plan_id)
    return page("review", plan_id, form, item_id, to_do="judge")


@bp.post("/plans/<int:plan_id>/review")
def finish_review(plan_id: int) -> ResponseReturnValue:
    """The review is out."""
    plan = queries.plan(plan_id)
    authorize("review", plan)
    form = SeenForm()
    with transaction():
        service.finish_review(plan, seen=form.had_seen, by=current_user, at=clock.now())
    flash(_("구의 검토를 마쳤습니다. 주민자치회가 계획을 확정합니다."), "success")
    return to("show", plan_id=plan_id)


@bp.route("/plans/<int:plan_id>/items/<int:item_id>/word", methods=["GET", "POST"])
def say(plan_id: int, item_id: int) -> ResponseReturnValue:
    """The council's word on an item that the gu sees otherwise."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    item = queries.item(plan, item_id)
    cost = item.review_cost_won if item.final_cost_won is None else item.final_cost_won
    form, by, at = WordForm(data={"seen": plan.version, "cost": cost, "word": item.word}), current_user, clock.now()
    seen = form.had_seen
    if carried_out(form, lambda: service.say(plan, item, *form.said, seen=seen, by=by, at=at)):
        flash(_("주민자치회의 말을 적었습니다."), "success")
        return to("show", plan_id=plan_id)
    return page("word", plan_id, form, item_id, to_do="word")
