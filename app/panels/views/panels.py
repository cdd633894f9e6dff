"""The panels of a council, and the page of one."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.councils.policy import seat_of
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.paging import page_number
from app.kernel.policy import authorize, can
from app.panels import queries, service
from app.panels.forms import PlanForm, StatementForm, ready_choices
from app.panels.models import Panel
from app.panels.states import PlaceState
from app.panels.views.blueprint import bp, to
from app.proposals import queries as proposals


@bp.get("/councils/<int:council_id>/panels")
def index(council_id: int) -> ResponseReturnValue:
    """The panels of a council, and whether the reader agreed to be drawn."""
    council = councils.council_in_brief(council_id)
    authorize("read", council)
    blank, is_member = Panel.blank(council), bool(seat_of(current_user, council_id))
    given = queries.consent_of(queries.membership_of(council_id, current_user.id)) if is_member else None
    drafts = can(current_user, "read", blank)
    return render_template(
        "panels/index.html",
        council=council,
        blank=blank,
        page=queries.panels(council_id, page_number(request.args.get("page")), drafts=drafts),
        given=given,
    )


@bp.route("/councils/<int:council_id>/panels/new", methods=["GET", "POST"])
def prepare(council_id: int) -> ResponseReturnValue:
    """Prepare a panel."""
    council = councils.council_in_brief(council_id)
    authorize("prepare", Panel.blank(council))
    form = PlanForm(proposals.for_agenda(council))

    def made() -> Panel:
        return service.prepare(council, form.plan, by=current_user, at=clock.now(), once=form.once.data)

    panel = carried_out(form, made)
    if panel:
        return to("show", panel_id=panel.id)
    pool = queries.pool_size(council_id)
    return render_template("panels/plan.html", council=council, form=form, pool=pool), 422 if form.errors else 200


@bp.get("/panels/<int:panel_id>")
def show(panel_id: int) -> ResponseReturnValue:
    """What the panel is for, its lot, how many take part, and what it said."""
    panel = queries.panel(panel_id)
    authorize("read", panel)
    mine = next((one for one in panel.places if current_user.is_authenticated and one.user_id == current_user.id), None)
    counts = {state: sum(one.state is state for one in panel.places) for state in PlaceState}
    return render_template(
        "panels/show.html",
        panel=panel,
        mine=mine,
        counts=counts,
        attended=sum(one.attended for one in panel.places),
        called=[one for one in panel.places if one.state is not PlaceState.POOLED],
        why_not=service.why_not_announced(panel) if panel.is_draft else "",
        pool=len(panel.places) or queries.pool_size(panel.council_id),
    )


@bp.route("/panels/<int:panel_id>/edition", methods=["GET", "POST"])
def edition(panel_id: int) -> ResponseReturnValue:
    """Change what was prepared."""
    panel = queries.panel(panel_id)
    authorize("edit", panel)
    form = PlanForm(ready_choices(proposals.for_agenda(panel.council), panel), panel)
    if carried_out(form, lambda: service.edit(panel, form.plan, at=clock.now())):
        return to("show", panel_id=panel_id)
    pool = queries.pool_size(panel.council_id)
    return render_template("panels/plan.html", council=panel.council, form=form, pool=pool, panel=panel), (
        422 if form.errors else 200
    )


@bp.route("/panels/<int:panel_id>/statement", methods=["GET", "POST"])
def statement(panel_id: int) -> ResponseReturnValue:
    """Publish what the panel says."""
    panel, form = queries.panel(panel_id), StatementForm()
    authorize("publish", panel)
    text = form.statement.data or ""
    if carried_out(form, lambda: service.publish(panel, text, by=current_user, at=clock.now())):
        flash(_("참여단의 의견을 공개했습니다."), "success")
        return to("show", panel_id=panel_id)
    return render_template(
        "panels/statement.html", panel=queries.panel(panel_id), form=form
    ), 422 if form.errors else 200
