"""The centre promises an item of a plan; and the way from a promise back to its item."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.plans import queries, service
from app.plans.forms import item_promise_form
from app.plans.views.blueprint import bp, page


@bp.route("/plans/<int:plan_id>/items/<int:item_id>/promise", methods=["GET", "POST"])
def promise_item(plan_id: int, item_id: int) -> ResponseReturnValue:
    """Make what the item says a promise of the centre, with a person, a phone and a day."""
    plan = queries.plan(plan_id)
    authorize("promise", plan)
    item = queries.item(plan, item_id)
    form, by, at = item_promise_form(plan, item, current_user), current_user, clock.now()
    made = carried_out(form, lambda: service.promise_item(plan, item, form.promise, seen=form.had_seen, by=by, at=at))
    if made:
        flash(_("하기로 한 일이 되었습니다. 소식과 단계를 여기에 적어 주세요."), "success")
        return redirect(url_for("deeds.show", commitment_id=made.id), 303)
    return page("promise", plan_id, form, item_id, to_do="promise")


@bp.get("/commitments/<int:commitment_id>/plan-item")
def of_commitment(commitment_id: int) -> ResponseReturnValue:
    """The item of a plan that the commitment carries out."""
    item = queries.item_of(commitment_id)
    authorize("read", queries.plan(item.plan_id))
    return redirect(url_for("plans.show", plan_id=item.plan_id, _anchor=f"item-{item.id}"), 303)
