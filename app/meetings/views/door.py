"""The door for those who are new: a name on their own telephone, then an answer. Nothing of it is public."""

from flask import flash, render_template, session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.kernel.security import limiter
from app.meetings import queries, service
from app.meetings.forms import KnockForm
from app.meetings.views.arrivals import greeting
from app.meetings.views.blueprint import bp, to

_KNOCK = "knock"  # in the visitor's session: the token of the last name that was sent


@bp.get("/meetings/<int:meeting_id>/door")
def door(meeting_id: int) -> ResponseReturnValue:
    """A name to come in with, or what has become of it."""
    authorize("read", queries.meeting(meeting_id))
    return _page(meeting_id, KnockForm(formdata=None))


@bp.post("/meetings/<int:meeting_id>/door")
@limiter.limit("60/hour")  # a whole meeting may come through one address
def knock(meeting_id: int) -> ResponseReturnValue:
    """Ask to come in."""
    meeting = queries.meeting(meeting_id)
    authorize("read", meeting)
    form, at = KnockForm(), clock.now()
    asked = carried_out(form, lambda: service.knock(meeting, form.name.data or "", once=form.token, at=at))
    if asked is None:
        return _page(meeting_id, form, 422)
    session[_KNOCK] = asked.once
    return to("door", meeting_id=meeting_id)


def _page(meeting_id: int, form: KnockForm, status: int = 200) -> ResponseReturnValue:
    meeting = queries.meeting(meeting_id)
    asked = queries.knock_of(meeting_id, session.get(_KNOCK))
    number = queries.own_number(current_user, meeting)
    facts = {"meeting": meeting, "asked": asked, "number": number, "form": form}
    return render_template("meetings/door.html", **facts), status


@bp.post("/meetings/<int:meeting_id>/attendance/knocks/<int:knock_id>/admission")
def let_in(meeting_id: int, knock_id: int) -> ResponseReturnValue:
    """One tap: they come in."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    with transaction():
        came = service.let_in(meeting, knock_id, at=clock.now())
    flash(greeting(came))
    return to("attendance", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/attendance/knocks/<int:knock_id>/refusal")
def turn_away(meeting_id: int, knock_id: int) -> ResponseReturnValue:
    """One tap: they do not, and should ask in person."""
    meeting = queries.meeting(meeting_id)
    authorize("attendance", meeting)
    with transaction():
        asked = service.turn_away(meeting, knock_id, at=clock.now())
    flash(_("%(name)s님께 직접 말씀해 달라고 알렸습니다.", name=asked.name))
    return to("attendance", meeting_id=meeting_id)
