"""What a member does by their own telephone: take part from elsewhere, leave, and step aside from an item."""

from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.models import Meeting
from app.meetings.service.sitting import doors_open_at
from app.meetings.views.blueprint import bp, to


def own_part(meeting: Meeting) -> dict[str, Any]:
    """What the page of a meeting holds for its reader: number, whether they are there, what they may press."""
    number = queries.own_number(current_user, meeting)
    here = queries.attendance_of(meeting.id, current_user.id) if number is not None else None
    return {
        "number": number,
        "here": here if here is not None and here.is_here else None,
        "doors_open": meeting.allows("check_in") and clock.now() >= doors_open_at(meeting),
        "remote_rule": meeting.council.bylaws.remote_presence,
        "aside": queries.own_recusals(meeting.id, current_user.id) if here is not None else set(),
    }


@bp.post("/meetings/<int:meeting_id>/remote-presence")
def join_remotely(meeting_id: int) -> ResponseReturnValue:
    """Here by screen or telephone."""
    meeting = queries.meeting(meeting_id)
    authorize("attend", meeting)
    with transaction():
        service.join_remotely(meeting, current_user.id, at=clock.now())
    flash(_("화상·전화로 함께하고 있습니다."))
    return to("show", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/remote-presence/departure")
def leave_remotely(meeting_id: int) -> ResponseReturnValue:
    """No longer."""
    meeting = queries.meeting(meeting_id)
    authorize("attend", meeting)
    with transaction():
        service.leave_remotely(meeting, current_user.id, at=clock.now())
    flash(_("나가셨습니다. 언제든 다시 들어오실 수 있습니다."))
    return to("show", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/items/<int:item_id>/recusals/mine")
def step_aside(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """회피."""
    meeting = queries.meeting(meeting_id)
    authorize("attend", meeting)
    item = queries.item(meeting, item_id)
    with transaction():
        service.step_aside(meeting, item, by=current_user, at=clock.now())
    flash(_("이 안건을 정할 때 빠집니다. 누가 빠졌는지는 공개하지 않습니다."))
    return to("show", meeting_id=meeting_id)
