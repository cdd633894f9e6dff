"""What was spent on each item, the promise that it leads to, and closing the books."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.plans import queries, service
from app.plans.forms import CommitmentForm, SeenForm, SpendingForm
from app.plans.views.blueprint import bp, page, to


@bp.route("/plans/<int:plan_id>/items/<int:item_id>/spending", methods=["GET", "POST"])
def spend(plan_id: int, item_id: int) -> ResponseReturnValue:
    """Write down what was spent on an item."""
    plan = queries.plan(plan_id)
    authorize("spend", plan)
    item = queries.item(plan, item_id)
    form, by, at = SpendingForm(), current_user, clock.now()
    if carried_out(form, lambda: service.spend(plan, item, form.spent, once=form.once.data, by=by, at=at)):
        flash(_("쓴 돈을 적었습니다."), "success")
        return to("show", plan_id=plan_id)
    return page("spending", plan_id, form, item_id, to_do="spend")


@bp.route("/plans/<int:plan_id>/items/<int:item_id>/commitment", methods=["GET", "POST"])
def link_commitment(plan_id: int, item_id: int) -> ResponseReturnValue:
    """Let an item lead to what the centre promised."""
    plan = queries.plan(plan_id)
    authorize("spend", plan)
    item = queries.item(plan, item_id)
    own = [item.commitment] if item.commitment else []
    given = {"seen": plan.version, "commitment": str(item.commitment_id or "")}
    form, by, at = CommitmentForm([*own, *queries.linkable(plan.council)], data=given), current_user, clock.now()
    seen = form.had_seen
    if carried_out(form, lambda: service.link_commitment(plan, item, form.chosen, seen=seen, by=by, at=at)):
        flash(_("저장했습니다."), "success")
        return to("show", plan_id=plan_id)
    return page("commitment", plan_id, form, item_id, to_do="spend")


@bp.post("/plans/<int:plan_id>/settlement")
def settle(plan_id: int) -> ResponseReturnValue:
    """Close the books."""
    plan = queries.plan(plan_id)
    authorize("spend", plan)
    form = SeenForm()
    with transaction():
        service.settle(plan, seen=form.had_seen, by=current_user, at=clock.now())
    flash(_("정산을 마쳤습니다. 모두가 봅니다."), "success")
    return to("show", plan_id=plan_id)
