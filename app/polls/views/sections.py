"""A council's open polls as one sitting: which sheets are left, and on to the next."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils.queries import council as council_of
from app.kernel.policy import authorize
from app.polls import service
from app.polls.models import Poll
from app.polls.views.blueprint import bp


@bp.get("/councils/<int:council_id>/papers")
def papers(council_id: int) -> ResponseReturnValue:
    """The sheets of whoever reads: done and left, with the way to the next."""
    council = council_of(council_id)
    authorize("read", council)
    authorize("vote", Poll)
    return render_template("polls/papers.html", council=council, sitting=service.sitting(council_id, current_user))
