"""The minutes: a draft that the facilitator reads through, then a page for everybody."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.views.blueprint import bp, to


@bp.get("/meetings/<int:meeting_id>/minutes")
def minutes(meeting_id: int) -> ResponseReturnValue:
    """What was said and decided, with numbers and without names."""
    meeting = queries.meeting(meeting_id)
    authorize("read_minutes", meeting)
    presence = queries.presence(meeting)
    return render_template("meetings/minutes.html", meeting=meeting, presence=presence, today=clock.today())


@bp.post("/meetings/<int:meeting_id>/minutes/publication")
def publish(meeting_id: int) -> ResponseReturnValue:
    """Let everybody read them."""
    meeting = queries.meeting(meeting_id)
    authorize("publish", meeting)
    with transaction():
        service.publish(meeting, by=current_user, at=clock.now())
    flash(_("회의록을 공개했습니다. 누구나 읽을 수 있습니다."))
    return to("minutes", meeting_id=meeting_id)
