"""The way of a plan: its days, its adoption, sending it, settling it, beginning it."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.plans import queries, service
from app.plans.forms import AdoptionForm, DatesForm, SeenForm, TakingBackForm
from app.plans.views.blueprint import bp, page, to


@bp.route("/plans/<int:plan_id>/dates", methods=["GET", "POST"])
def dates(plan_id: int) -> ResponseReturnValue:
    """Say when the assembly is, and since when what is posted."""
    plan = queries.plan(plan_id)
    authorize("date", plan)
    form, by, at = DatesForm(obj=plan, data={"seen": plan.version}), current_user, clock.now()
    if carried_out(form, lambda: service.set_dates(plan, form.days, seen=form.had_seen, by=by, at=at)):
        flash(_("날짜를 저장했습니다. 기한이 다가오면 알려 드립니다."), "success")
        return to("show", plan_id=plan_id)
    return page("dates", plan_id, form)


@bp.route("/plans/<int:plan_id>/adoption", methods=["GET", "POST"])
def adopt(plan_id: int) -> ResponseReturnValue:
    """Say by what residents adopted it."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    given = {"seen": plan.version, "assembly_on": plan.assembly_on or clock.today()}
    form, by, at = AdoptionForm(queries.grounds(plan), data=given), current_user, clock.now()
    day = form.assembly_on.data or clock.today()
    if carried_out(form, lambda: service.adopt(plan, form.chosen, day, seen=form.had_seen, by=by, at=at)):
        flash(_("의결을 적었습니다. 이제 구에 보낼 수 있습니다."), "success")
        return to("show", plan_id=plan_id)
    return page("adoption", plan_id, form, to_do="adopt")


@bp.route("/plans/<int:plan_id>/versions/<int:number>/withdrawal", methods=["GET", "POST"])
def take_back(plan_id: int, number: int) -> ResponseReturnValue:
    """Take back an adoption that was entered by mistake."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    version = queries.version(plan, number)
    form, by, at = TakingBackForm(), current_user, clock.now()
    if carried_out(form, lambda: service.take_back(plan, number, form.reason.data or "", by=by, at=at)):
        flash(_("의결을 되돌렸습니다. 까닭은 기록에 남고, 사업을 다시 고칠 수 있습니다."), "success")
        return to("show", plan_id=plan_id)
    status = 422 if form.errors else 200
    return render_template("plans/withdrawal.html", plan=queries.plan(plan_id), version=version, form=form), status


@bp.get("/plans/<int:plan_id>/transmission")
def transmission(plan_id: int) -> ResponseReturnValue:
    """What will be sent, before it is."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    return render_template("plans/transmission.html", plan=plan)


@bp.post("/plans/<int:plan_id>/transmission")
def send(plan_id: int) -> ResponseReturnValue:
    """Freeze it, send it to the gu and start the gu's clock."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    with transaction():
        service.send(plan, by=current_user, at=clock.now())
    flash(_("구에 보냈습니다. 검토 기한이 시작되었습니다."), "success")
    return to("show", plan_id=plan_id)


@bp.post("/plans/<int:plan_id>/final")
def finalise(plan_id: int) -> ResponseReturnValue:
    """Settle it with the gu's review in mind."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    form = SeenForm()
    with transaction():
        service.finalise(plan, seen=form.had_seen, by=current_user, at=clock.now())
    flash(_("계획을 확정했습니다. 구의 검토와 함께 모두가 봅니다."), "success")
    return to("show", plan_id=plan_id)


@bp.post("/plans/<int:plan_id>/beginning")
def start(plan_id: int) -> ResponseReturnValue:
    """Begin to carry it out."""
    plan = queries.plan(plan_id)
    authorize("spend", plan)
    with transaction():
        service.start(plan, by=current_user, at=clock.now())
    flash(_("사업을 시작했습니다. 쓴 돈을 사업마다 적어 주세요."), "success")
    return to("show", plan_id=plan_id)
