"""Commenting on a proposal; what happens to a comment afterwards is the discussion's own."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.discussion import queries as discussion
from app.discussion import service
from app.discussion.forms import CommentForm
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.policy import authorize
from app.proposals import queries
from app.proposals.views.blueprint import bp
from app.proposals.views.proposals import answered, proposal_page


@bp.post("/proposals/<int:proposal_id>/comments")
def comment(proposal_id: int) -> ResponseReturnValue:
    """Say something about a proposal, or answer a comment on it."""
    proposal = queries.proposal(proposal_id)
    authorize("comment", proposal)
    form = CommentForm()
    parent = answered(proposal, form.parent_number)
    words = {"body": form.body.data, "stance": form.stance.data, "once": form.once.data}
    written = carried_out(
        form, lambda: service.write(proposal, parent=parent, by=current_user, at=clock.now(), **words)
    )
    if written is None:
        return proposal_page(proposal, form, parent)
    flash(str(written.said), "success" if written.is_shown else "info")
    return redirect(discussion.page_of_subject(written), 303)
