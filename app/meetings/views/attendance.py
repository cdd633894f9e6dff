"""Who came: for the facilitator and the dong centre only, never published, never kept by a browser."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out, trimmed
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import CardForm, WalkInForm
from app.meetings.models import Attendance
from app.meetings.views.blueprint import bp, to

MOST = 100


def _page(meeting_id: int, card: CardForm, walk_in: WalkInForm, status: int = 200) -> ResponseReturnValue:
    name = trimmed(request.args.get("name", ""))[:40]
    meeting = queries.meeting(meeting_id)
    page = render_template(
        "meetings/attendance.html",
        meeting=meeting,
        presence=queries.presence(meeting),
        seats=queries.seats(meeting, name, MOST),
        walk_ins=queries.walk_ins(meeting_id),
        name=name,
        most=MOST,
        card=card,
        walk_in=walk_in,
        form=next((form for form in (card, walk_in) if form.errors), None),
    )
    return page, status


@bp.get("/meetings/<int:meeting_id>/attendance")
def attendance(meeting_id: int) -> ResponseReturnValue:
    """The list at the door."""
    authorize("attendance", queries.meeting(meeting_id))
    return _page(meeting_id, CardForm(formdata=None), WalkInForm(formdata=None))


@bp.post("/meetings/<int:meeting_id>/attendance/members/<int:user_id>")
def check_in(meeting_id: int, user_id: int) -> ResponseReturnValue:
    """A tap on a member's name."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    with transaction():
        came = service.check_in(meeting, user_id, at=clock.now())
    return _welcome(meeting_id, came)


@bp.post("/meetings/<int:meeting_id>/attendance/cards")
def check_in_by_card(meeting_id: int) -> ResponseReturnValue:
    """The number on a card."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    form = CardForm()
    came = carried_out(form, lambda: service.check_in_by_card(meeting, form.card.data or 0, at=clock.now()))
    if came is None:
        return _page(meeting_id, form, WalkInForm(formdata=None), 422)
    return _welcome(meeting_id, came)


@bp.post("/meetings/<int:meeting_id>/attendance/walk-ins")
def admit(meeting_id: int) -> ResponseReturnValue:
    """A neighbour who is no member."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    form = WalkInForm()
    came = carried_out(form, lambda: service.admit(meeting, form.name.data or "", once=form.token, at=clock.now()))
    if came is None:
        return _page(meeting_id, CardForm(formdata=None), form, 422)
    return _welcome(meeting_id, came)


def _welcome(meeting_id: int, came: Attendance) -> ResponseReturnValue:
    flash(_("%(name)s님, 오셨습니다. %(number)d번째입니다.", name=came.name, number=came.number))
    return to("attendance", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/attendance/<int:attendance_id>/departure")
def leave(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    """Gone before the end."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    came = queries.attendance(meeting_id, attendance_id)
    with transaction():
        service.leave(meeting, came, at=clock.now())
    flash(_("%(name)s님은 먼저 가셨습니다.", name=came.name))
    return to("attendance", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/attendance/<int:attendance_id>/return")
def come_back(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    """Back again."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    came = queries.attendance(meeting_id, attendance_id)
    with transaction():
        service.come_back(meeting, came, at=clock.now())
    return _welcome(meeting_id, came)


@bp.post("/meetings/<int:meeting_id>/attendance/<int:attendance_id>/removal")
def undo_check_in(meeting_id: int, attendance_id: int) -> ResponseReturnValue:
    """The wrong name was tapped; pressed twice, it is gone."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    with transaction():
        service.undo_check_in(meeting, attendance_id)
    flash(_("참석에서 지웠습니다."))
    return to("attendance", meeting_id=meeting_id)
