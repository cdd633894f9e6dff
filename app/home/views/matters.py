"""The whole way of one matter."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.home.queries import coming, matters, telling
from app.home.views.blueprint import bp
from app.kernel import clock
from app.kernel.policy import authorize


@bp.get("/matters/<int:proposal_id>")
def matter(proposal_id: int) -> ResponseReturnValue:
    """What happened, who did it and when, and what comes next."""
    proposal = matters.proposal(proposal_id)
    authorize("read", proposal)
    found = matters.matter(proposal)
    stages, current = coming.progress(found)
    return render_template(
        "home/matter.html",
        matter=found,
        steps=telling.steps(found),
        stages=stages,
        current=current,
        next_step=coming.next_step(found, clock.today()),
    )
