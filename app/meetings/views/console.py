"""The facilitator's page while neighbours meet: who is there, what is next, open and adjourn."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils.service.rules import quorum_needed
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.views.blueprint import bp, to


@bp.get("/meetings/<int:meeting_id>/console")
def console(meeting_id: int) -> ResponseReturnValue:
    """Where the meeting stands."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    presence = queries.presence(meeting)
    council = meeting.council
    needed = quorum_needed(council.bylaws, presence.members, council.dong.population)
    return render_template("meetings/console.html", meeting=meeting, presence=presence, needed=needed)


@bp.post("/meetings/<int:meeting_id>/opening")
def open_meeting(meeting_id: int) -> ResponseReturnValue:
    """Begin."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    with transaction():
        service.open_meeting(meeting, by=current_user, at=clock.now())
    flash(_("회의를 시작했습니다. 안건을 눌러 나온 이야기와 정한 것을 적어 주세요."))
    return to("console", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/adjournment")
def adjourn(meeting_id: int) -> ResponseReturnValue:
    """End it and go on to the minutes."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    with transaction():
        service.adjourn(meeting, by=current_user, at=clock.now())
    flash(_("회의를 마쳤습니다. 회의록이 만들어졌습니다. 읽어 보고 공개해 주세요."))
    return to("minutes", meeting_id=meeting_id)
