"""Who is affected, and whom to ask to come: a list to tick off."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import InviteeForm
from app.meetings.views.blueprint import bp, to


@bp.route("/meetings/<int:meeting_id>/invitees", methods=["GET", "POST"])
def invitees(meeting_id: int) -> ResponseReturnValue:
    """See the list, and add to it."""
    meeting = queries.meeting(meeting_id)
    authorize("convene", meeting)
    form = InviteeForm()
    who, why = form.who.data or "", form.why.data or ""
    if carried_out(form, lambda: service.expect(meeting, who, why, once=form.token)):
        flash(_("적었습니다."))
        return to("invitees", meeting_id=meeting_id)
    meeting, noted = queries.meeting(meeting_id), queries.invitees(meeting_id)
    html = render_template("meetings/invitees.html", meeting=meeting, form=form, invitees=noted)
    return html, 422 if form.errors else 200


@bp.post("/meetings/<int:meeting_id>/invitees/<int:invitee_id>/invitation")
def invite(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    """They were asked to come."""
    meeting = queries.meeting(meeting_id)
    authorize("convene", meeting)
    with transaction():
        service.tick(meeting, queries.invitee(meeting_id, invitee_id), at=clock.now())
    return to("invitees", meeting_id=meeting_id, _anchor=f"invitee-{invitee_id}")


@bp.post("/meetings/<int:meeting_id>/invitees/<int:invitee_id>/invitation/removal")
def uninvite(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    """Not yet, after all."""
    meeting = queries.meeting(meeting_id)
    authorize("convene", meeting)
    with transaction():
        service.tick(meeting, queries.invitee(meeting_id, invitee_id), at=None)
    return to("invitees", meeting_id=meeting_id, _anchor=f"invitee-{invitee_id}")


@bp.post("/meetings/<int:meeting_id>/invitees/<int:invitee_id>/removal")
def drop_invitee(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    """Take a line off; pressed twice, it is off."""
    meeting = queries.meeting(meeting_id)
    authorize("convene", meeting)
    with transaction():
        service.drop_invitee(meeting, invitee_id)
    flash(_("지웠습니다."))
    return to("invitees", meeting_id=meeting_id)
