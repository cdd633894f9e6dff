"""Taking a seat and giving it back; what those who come need, for the facilitator and the dong centre."""

from collections import Counter
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import BookingForm
from app.meetings.models import Meeting
from app.meetings.states import Need
from app.meetings.views.blueprint import bp, to
from app.meetings.views.mine import own_part


def seats_of(meeting: Meeting, form: BookingForm | None = None) -> dict[str, Any]:
    """What the notice says of seats: how many are taken, and what the reader has."""
    mine = queries.booking_of(meeting.id, current_user.id) if current_user.is_authenticated else None
    line = queries.place_in_line(mine) if mine and not mine.is_seated else 0
    booking_form = form or BookingForm.of(mine)
    return {"seating": queries.seating(meeting), "booking": mine, "line": line, "booking_form": booking_form}


def notice_page(meeting_id: int, form: BookingForm | None = None, status: int = 200) -> ResponseReturnValue:
    """The notice of a meeting."""
    meeting = queries.meeting(meeting_id)
    made = queries.proposals_of(meeting_id) if meeting.has_begun else []
    desk = queries.desk(meeting) if meeting.ended_at and not meeting.has_minutes else None
    facts = {"made": made, "paper": queries.paper_notice(meeting), "desk": desk}
    facts |= {**own_part(meeting), **seats_of(meeting, form)}
    return render_template("meetings/show.html", meeting=meeting, **facts), status


@bp.post("/meetings/<int:meeting_id>/booking")
def book(meeting_id: int) -> ResponseReturnValue:
    """I will come."""
    meeting = queries.meeting(meeting_id)
    authorize("attend", meeting)
    form, by, at = BookingForm(), current_user, clock.now()
    made = carried_out(form, lambda: service.book(meeting, needs=form.chosen, note=form.note.data or "", by=by, at=at))
    if made is None:
        return notice_page(meeting_id, form, 422)
    flash(_("자리를 맡아 두었습니다. 그날 뵙겠습니다.") if made.is_seated else _("기다리는 줄에 이름을 올렸습니다."))
    return to("show", meeting_id=meeting_id, _anchor="seats")


@bp.post("/meetings/<int:meeting_id>/booking/removal")
def give_back(meeting_id: int) -> ResponseReturnValue:
    """I cannot come after all."""
    meeting = queries.meeting(meeting_id)
    authorize("attend", meeting)
    with transaction():
        service.give_back(meeting, current_user.id, at=clock.now())
    flash(_("자리를 돌려주셨습니다. 알려 주셔서 고맙습니다."))
    return to("show", meeting_id=meeting_id, _anchor="seats")


@bp.get("/meetings/<int:meeting_id>/access-needs")
def access_needs(meeting_id: int) -> ResponseReturnValue:
    """What those who come need, with names, so that it is there when they come."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    bookings = queries.bookings_with_needs(meeting_id)
    told = Counter(need for booking in bookings for need in booking.told_needs)
    counts = [(need.label, _("%(count)d명", count=told[need])) for need in Need if told[need]]
    facts = {"meeting": meeting, "bookings": bookings, "counts": counts, "seating": queries.seating(meeting)}
    return render_template("meetings/access_needs.html", **facts)
