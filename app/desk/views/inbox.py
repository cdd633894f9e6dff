"""The list of the desk: what waits for an answer, and who has it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries as decisions
from app.desk import queries
from app.desk.states import Whose
from app.desk.views.blueprint import bp
from app.kernel import clock
from app.kernel.paging import page_number, page_of
from app.kernel.policy import authorize

SHOWN = {"answered": decisions.answered, "deferred": decisions.deferred}


@bp.get("/dongs/<int:dong_id>/requests")
def inbox(dong_id: int) -> ResponseReturnValue:
    """What waits on the desk of the dong, the longest overdue first; or what was answered, or put off."""
    desk = decisions.desk(dong_id)
    authorize("read", desk)
    show, word = request.args.get("show", ""), _whose(request.args.get("whose"))
    wanted = queries.whose(SHOWN.get(show, decisions.opened)(dong_id), word, dong_id, current_user.id)
    page = page_of(wanted, page_number(request.args.get("page")))
    return render_template(
        "desk/inbox.html",
        desk=desk,
        show=show if show in SHOWN else "",
        whose=word,
        every=Whose,
        page=page,
        held_by=queries.held_by(page.items),
        counts=decisions.counts(dong_id, clock.today()),
        reviews=decisions.reviews_waiting(dong_id),
        today=clock.today(),
        pause=decisions.search_pause(clock.now()),
        held_files=decisions.held_files(dong_id),
    )


def _whose(given: str | None) -> Whose:
    return Whose(given) if given in set(Whose) else Whose.EVERYBODY
