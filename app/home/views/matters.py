"""The whole way of one matter."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.home.queries import asked, coming, matters, telling
from app.home.queries.matters import Matter
from app.home.views.blueprint import bp
from app.kernel import clock
from app.kernel.policy import authorize


@bp.get("/matters/<int:proposal_id>")
def matter(proposal_id: int) -> ResponseReturnValue:
    """What happened, who did it and when, and what comes next."""
    proposal = matters.proposal(proposal_id)
    authorize("read", proposal)
    return _page(matters.matter(proposal))


@bp.get("/requests/<int:request_id>/matter")
def request_matter(request_id: int) -> ResponseReturnValue:
    """The same for a request that no proposal began; any other leads to the page of its matter."""
    request = asked.request(request_id)
    authorize("read", request)
    if request.proposal_id is not None:
        return redirect(url_for("home.matter", proposal_id=request.proposal_id))
    first = asked.first(request)
    if first != request_id:
        return redirect(url_for("home.request_matter", request_id=first))
    return _page(asked.matter(request))


def _page(found: Matter) -> str:
    stages, current = coming.progress(found)
    return render_template(
        "home/matter.html",
        matter=found,
        steps=telling.steps(found),
        stages=stages,
        current=current,
        next_step=coming.next_step(found, clock.today()),
    )
