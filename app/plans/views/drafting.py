"""Drafting a plan: its year, its cap and its items."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.plans import queries, service
from app.plans.forms import CapForm, DraftForm, ItemForm
from app.plans.models import Plan
from app.plans.views.blueprint import bp, page, to


@bp.route("/councils/<int:council_id>/plans/new", methods=["GET", "POST"])
def draft(council_id: int) -> ResponseReturnValue:
    """Begin the plan of a year."""
    council = councils.council(council_id)
    authorize("draft", Plan.blank(council))
    form, by, at = DraftForm(data={"year": clock.today().year + 1}), current_user, clock.now()
    made = carried_out(form, lambda: service.draft(council, form.year.data or 0, cap_won=form.cap.data, by=by, at=at))
    if made:
        return to("sources", plan_id=made.id)
    there = None if not form.errors or form.year.errors else queries.plan_of_year(council_id, form.year.data)
    return render_template("plans/draft.html", council=council, form=form, there=there), 422 if form.errors else 200


@bp.route("/plans/<int:plan_id>/cap", methods=["GET", "POST"])
def cap(plan_id: int) -> ResponseReturnValue:
    """Say how much there is."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    form, by, at = CapForm(data={"seen": plan.version, "cap": plan.cap_won}), current_user, clock.now()
    if carried_out(form, lambda: service.set_cap(plan, form.cap.data, seen=form.had_seen, by=by, at=at)):
        flash(_("한도를 저장했습니다."), "success")
        return to("show", plan_id=plan_id)
    return page("cap", plan_id, form, to_do="edit")


@bp.route("/plans/<int:plan_id>/items/new", methods=["GET", "POST"])
def add_item(plan_id: int) -> ResponseReturnValue:
    """One item more, by hand."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    form, by, at = ItemForm(), current_user, clock.now()
    if carried_out(form, lambda: service.add_item(plan, form.words, once=form.once.data, by=by, at=at)):
        flash(_("사업을 넣었습니다."), "success")
        return to("show", plan_id=plan_id)
    return page("item", plan_id, form, to_do="edit")


@bp.route("/plans/<int:plan_id>/items/<int:item_id>/edition", methods=["GET", "POST"])
def edit_item(plan_id: int, item_id: int) -> ResponseReturnValue:
    """Say otherwise what an item is."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    item = queries.item(plan, item_id)
    form = ItemForm(obj=item, data={"seen": plan.version, "cost": item.cost_won, "once": "-"})
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.change_item(plan, item, form.words, seen=form.had_seen, by=by, at=at)):
        flash(_("사업을 고쳤습니다. 무엇이 바뀌었는지 모두가 봅니다."), "success")
        return to("show", plan_id=plan_id)
    return page("item", plan_id, form, item_id, to_do="edit")


@bp.post("/plans/<int:plan_id>/items/<int:item_id>/removal")
def remove_item(plan_id: int, item_id: int) -> ResponseReturnValue:
    """Take an item out of the draft."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    item = queries.item(plan, item_id)
    with transaction():
        service.remove_item(plan, item, by=current_user, at=clock.now())
    flash(_("사업을 뺐습니다. 뺀 것은 기록에 남습니다."), "success")
    return to("show", plan_id=plan_id)
