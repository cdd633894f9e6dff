"""Staff notes, for officers and facilitators of the council alone."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms.fates import NoteForm
from app.proposals.views.blueprint import bp


@bp.route("/proposals/<int:proposal_id>/notes", methods=["GET", "POST"])
def notes(proposal_id: int) -> ResponseReturnValue:
    """Read what the others have noted, and note something."""
    proposal = queries.proposal(proposal_id)
    authorize("note", proposal)
    form = NoteForm()
    body = form.body.data or ""
    if carried_out(form, lambda: service.note(proposal, body, once=form.once.data, by=current_user, at=clock.now())):
        flash(_("메모를 남겼습니다."), "success")
        return redirect(url_for(".notes", proposal_id=proposal_id), 303)
    found = queries.staff_notes(proposal_id)
    html = render_template("proposals/notes.html", proposal=proposal, form=form, notes=found)
    return html, 422 if form.errors else 200
