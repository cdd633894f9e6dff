"""The officers' list of what their dong has promised."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.decisions import queries as decisions
from app.deeds import queries
from app.deeds.views.blueprint import bp
from app.kernel import clock
from app.kernel.paging import page_number, page_of
from app.kernel.policy import authorize


@bp.get("/dongs/<int:dong_id>/commitments")
def desk(dong_id: int) -> ResponseReturnValue:
    """What is to be done, the latest overdue first; or what has ended."""
    desk = decisions.desk(dong_id)
    authorize("read", desk)
    is_past = request.args.get("show") == "ended"
    wanted = queries.ended(dong_id) if is_past else queries.opened(dong_id)
    page = page_of(wanted, page_number(request.args.get("page")))
    return render_template(
        "deeds/desk.html",
        desk=desk,
        is_past=is_past,
        page=page,
        changed={one.id for one in page.items if queries.differences(one)},
        counts=queries.counts(dong_id, clock.today()),
        today=clock.today(),
    )
