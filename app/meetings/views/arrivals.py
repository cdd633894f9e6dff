"""A member's QR code at the door: the camera of the facilitator's telephone opens the address that stands in it."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils.models import Membership
from app.councils.states import Seat
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import NotFound
from app.kernel.i18n import _, hour
from app.kernel.policy import authorize, why_not
from app.kernel.security import limiter
from app.meetings import queries, service
from app.meetings.models import Attendance, Meeting
from app.meetings.service.sitting import doors_open_at
from app.meetings.views.blueprint import bp, to

CHECK_INS = "60/minute"  # faster than any door, too slow for guessing


@bp.get("/meetings/<int:meeting_id>/check-in/<string:code>")
@limiter.limit(CHECK_INS)
def arrival(meeting_id: int, code: str) -> ResponseReturnValue:
    """Whose code it is, with one button, for who keeps the door; what it is for, for everybody else."""
    meeting = queries.meeting(meeting_id)
    authorize("read", meeting)
    member = _member(meeting, code)
    doors = doors_open_at(meeting)
    facts = {"meeting": meeting, "code": code, "doors": doors if clock.now() < doors else None}
    if why_not(current_user, "attendance", meeting) is None:
        came = queries.attendance_of(meeting_id, member.user_id)
        facts |= {"person": member.user, "came": came, "seen": seen_before(came) if came else ""}
    else:
        facts["is_of_others"] = any(_leads(one) for one in getattr(current_user, "memberships", ()))
    return render_template("meetings/arrival.html", **facts)


@bp.post("/meetings/<int:meeting_id>/check-in/<string:code>")
@limiter.limit(CHECK_INS)
def confirm_arrival(meeting_id: int, code: str) -> ResponseReturnValue:
    """They have come, or are back."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    member = _member(meeting, code)
    with transaction():
        came = service.check_in(meeting, member.user_id, at=clock.now())
    flash(greeting(came), "warning" if came.was_here else "success")
    return to("attendance", meeting_id=meeting_id)


def greeting(came: Attendance) -> str:
    """What the door says: welcome, or that they had come already."""
    if came.was_here:
        return _("%(name)s님은 이미 오신 분입니다(%(seen)s).", name=came.name, seen=seen_before(came))
    return _("%(name)s님, 오셨습니다. %(number)d번째입니다.", name=came.name, number=came.number)


def seen_before(came: Attendance) -> str:
    """When they came, and as which."""
    return _("%(hour)s, %(number)d번째", hour=hour(came.came_at), number=came.number)


def _leads(one: Membership) -> bool:
    return one.is_confirmed and one.seat is Seat.FACILITATOR


def _member(meeting: Meeting, code: str) -> Membership:
    number = queries.number_in(meeting.id, code)
    found = queries.member_by_number(meeting, number) if number is not None else None
    if found is None:
        raise NotFound(_("이 회의의 코드가 아니거나, 더는 쓰지 않는 코드입니다. 번호나 이름으로 확인해 주세요."))
    return found
