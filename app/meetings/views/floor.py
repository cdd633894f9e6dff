"""What is pressed while a meeting runs: entries of its journal, and the roles of those who help."""

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.floor import Kind, Why
from app.meetings.forms import ENTRY_FORMS, EntryForm, RoleForm, WishForm
from app.meetings.models import Meeting
from app.meetings.states import Role
from app.meetings.views.blueprint import bp, to
from app.meetings.views.console import SAID, console_page

RIGHTS = {
    Kind.ITEM: "keep_time",
    Kind.EXTENSION: "keep_time",
    Kind.PAUSE: "keep_time",
    Kind.RESUMPTION: "keep_time",
    Kind.WISH: "keep_time",
    Kind.CALL: "keep_time",
    Kind.END: "keep_time",
    Kind.WITHDRAWAL: "keep_time",
    Kind.MOVE: "run",
    Kind.PARKING: "write_down",
    Kind.SETTLING: "run",
    Kind.TEMPERATURE: "count",
}


@bp.post("/meetings/<int:meeting_id>/entries/<string:kind>")
def enter(meeting_id: int, kind: str) -> ResponseReturnValue:
    """One press on the console."""
    meeting = queries.meeting(meeting_id)
    which = next((one for one in Kind if one.value == kind), None) or abort(404)
    authorize(RIGHTS[which], meeting)
    form, by, at = ENTRY_FORMS[which](), current_user, clock.now()

    def write() -> tuple[Why | None]:
        return (service.enter(meeting, which, form.facts(), key=form.key, by=by, at=at),)

    entered = carried_out(form, write)
    if entered is None:
        return console_page(queries.meeting(meeting_id), {which: form}, 422)
    if why := entered[0]:
        flash(SAID[why], "danger")
    return to("console", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/room/turns")
def ask_to_speak(meeting_id: int) -> ResponseReturnValue:
    """Somebody raises a hand on their own phone."""
    meeting = queries.meeting(meeting_id)
    authorize("attend", meeting)
    form, by, at = WishForm(), current_user, clock.now()
    asked = carried_out(form, lambda: (service.ask_to_speak(meeting, form.wish.data, key=form.key, by=by, at=at),))
    if asked is None:
        flash(_("무엇을 말할지 하나를 골라 주세요."), "danger")
    elif why := asked[0]:
        flash(SAID[why], "danger")
    return to("room", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/room/withdrawals")
def take_back_turn(meeting_id: int) -> ResponseReturnValue:
    """And lowers it."""
    meeting = queries.meeting(meeting_id)
    authorize("attend", meeting)
    key = EntryForm().key
    with transaction():
        service.take_back(meeting, key=key, by=current_user, at=clock.now())
    return to("room", meeting_id=meeting_id)


def _roles_page(meeting: Meeting, form: RoleForm, status: int = 200) -> ResponseReturnValue:
    return render_template("meetings/roles.html", meeting=meeting, form=form), status


@bp.route("/meetings/<int:meeting_id>/roles", methods=["GET", "POST"])
def roles(meeting_id: int) -> ResponseReturnValue:
    """Who helps: timekeeper, scribe and tellers, each on their own phone."""
    meeting = queries.running(meeting_id)
    authorize("run", meeting)
    form, by, at = RoleForm.of(queries.who_can_help(meeting)), current_user, clock.now()

    def give() -> bool:
        service.give_role(meeting, form.user_id.data, Role(form.role.data), by=by, at=at)
        return True

    if carried_out(form, give) is None:
        return _roles_page(queries.running(meeting_id) if form.errors else meeting, form, 422 if form.errors else 200)
    flash(_("역할을 맡겼습니다. 그분의 전화기에서 이 회의 쪽을 열면 맡은 일이 보입니다."))
    return to("roles", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/roles/<int:user_id>/<string:role>/removal")
def take_role(meeting_id: int, user_id: int, role: str) -> ResponseReturnValue:
    """They help no longer; pressed twice, they do not."""
    meeting = queries.running(meeting_id)
    authorize("run", meeting)
    which = next((one for one in Role if one.value == role), None) or abort(404)
    with transaction():
        service.take_role(meeting, user_id, which, by=current_user, at=clock.now())
    flash(_("역할을 거두었습니다."))
    return to("roles", meeting_id=meeting_id)
