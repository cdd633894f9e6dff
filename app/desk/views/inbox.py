"""The list of the desk: what waits for an answer, and who has it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries as decisions
from app.desk import queries
from app.desk.states import Pile, Whose
from app.desk.views.blueprint import bp
from app.kernel import clock
from app.kernel.paging import page_number, page_of
from app.kernel.policy import authorize


@bp.get("/dongs/<int:dong_id>/requests")
def inbox(dong_id: int) -> ResponseReturnValue:
    """What waits on the desk of the dong, the longest overdue first; or what was answered, or put off."""
    desk = decisions.desk(dong_id)
    authorize("read", desk)
    pile, word = _pile(request.args.get("show")), _whose(request.args.get("whose"))
    wanted = queries.whose(queries.pile(pile, dong_id), word, dong_id, current_user.id)
    page = page_of(wanted, page_number(request.args.get("page")))
    return render_template(
        "desk/inbox.html",
        desk=desk,
        show="" if pile is Pile.OPENED else pile.value,
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


def _pile(given: str | None) -> Pile:
    return Pile(given) if given in set(Pile) else Pile.OPENED


def _whose(given: str | None) -> Whose:
    return Whose(given) if given in set(Whose) else Whose.EVERYBODY
