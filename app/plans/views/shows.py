"""The public pages of plans: those of a council, one of them, its versions, what changed."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.councils import queries as councils
from app.kernel import clock
from app.kernel.events import history
from app.kernel.policy import authorize
from app.plans import queries
from app.plans.models import Plan
from app.plans.views.blueprint import bp
from app.plans.views.history import told


@bp.get("/councils/<int:council_id>/plans")
def index(council_id: int) -> ResponseReturnValue:
    """The plans of a council, the latest year first."""
    council = councils.council(council_id)
    authorize("read", council)
    plans = queries.plans_of(council_id)
    return render_template("plans/index.html", council=council, plans=plans, blank=Plan.blank(council))


@bp.get("/plans/<int:plan_id>")
def show(plan_id: int) -> ResponseReturnValue:
    """One plan in a sentence, a picture and a table; with the gu's review and what was spent."""
    plan = queries.plan(plan_id)
    authorize("read", plan)
    return render_template(
        "plans/show.html",
        plan=plan,
        meter=plan.meter,
        missed=queries.missed_by(plan)[:3],
        dates=queries.dates(plan, clock.today()),
        ground=queries.ground(plan),
        settlement=queries.settlement(plan),
    )


@bp.get("/plans/<int:plan_id>/history")
def versions(plan_id: int) -> ResponseReturnValue:
    """Everything that was changed, and the versions that were kept."""
    plan = queries.plan(plan_id)
    authorize("read", plan)
    events = history([("plan", plan_id)])
    return render_template("plans/history.html", plan=plan, told=told(events, is_reviewed=plan.is_reviewed))


@bp.get("/plans/<int:plan_id>/versions/<int:number>")
def version(plan_id: int, number: int) -> ResponseReturnValue:
    """The plan as it was when it moved on."""
    plan = queries.plan(plan_id)
    authorize("read", plan)
    return render_template("plans/version.html", plan=plan, version=queries.version(plan, number))
