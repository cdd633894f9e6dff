"""Taking over what a budget poll bought, and proposals, one press each."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import NotFound
from app.kernel.i18n import _, ngettext
from app.kernel.policy import authorize
from app.plans import queries, service
from app.plans.views.blueprint import bp, to
from app.polls import queries as polls


@bp.get("/plans/<int:plan_id>/sources")
def sources(plan_id: int) -> ResponseReturnValue:
    """What the plan can be made of: budget polls, proposals, and one's own words."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    held = {one.option_id for one in plan.items}
    bought, proposals = queries.polls_to_buy(plan), queries.proposals_to_take(plan)
    return render_template("plans/sources.html", plan=plan, bought=bought, held=held, proposals=proposals)


@bp.post("/plans/<int:plan_id>/polls/<int:poll_id>/items")
def take_bought(plan_id: int, poll_id: int) -> ResponseReturnValue:
    """Put in what the poll bought, with its costs; pressed twice, nothing comes twice."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    poll = polls.poll(poll_id)
    if poll.council_id != plan.council_id:
        raise NotFound
    with transaction():
        count = len(service.take_bought(plan, poll, by=current_user, at=clock.now()))
    flash(ngettext("사업 %(num)d개를 가져왔습니다.", "사업 %(num)d개를 가져왔습니다.", count), "success")
    return to("show", plan_id=plan_id)


@bp.post("/plans/<int:plan_id>/proposals/<int:proposal_id>/items")
def take_proposal(plan_id: int, proposal_id: int) -> ResponseReturnValue:
    """Put in a proposal with what it says it costs."""
    plan = queries.plan(plan_id)
    authorize("write", plan)
    proposal = next((one for one in queries.proposals_to_take(plan) if one.id == proposal_id), None)
    held = any(one.proposal_id == proposal_id for one in plan.items)
    if proposal is None and not held:
        raise NotFound
    if proposal is not None:
        with transaction():
            service.take_proposal(plan, proposal, by=current_user, at=clock.now())
        flash(_("제안을 가져왔습니다. 사업비와 맡을 곳을 확인해 주세요."), "success")
    return to("show", plan_id=plan_id)
