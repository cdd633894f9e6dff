"""Making a meeting, telling everybody, and calling it off."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import ConveneForm, PlanForm, ReasonForm, UsualForm
from app.meetings.models import Meeting
from app.meetings.service.calling import earliest_day
from app.meetings.service.purposes import PURPOSES
from app.meetings.views.blueprint import bp, to
from app.meetings.views.seats import notice_page
from app.proposals import queries as proposals


@bp.route("/councils/<int:council_id>/meetings/new", methods=["GET", "POST"])
def convene(council_id: int) -> ResponseReturnValue:
    """A new meeting with its agenda."""
    council = councils.council(council_id)
    authorize("facilitate", council)
    form = ConveneForm(proposals.for_agenda(council))
    by, at = current_user, clock.now()

    def make() -> Meeting:
        chosen, topics, once = form.chosen, form.lines, form.token
        return service.convene(council, form.plan(), proposals=chosen, topics=topics, once=once, by=by, at=at)

    meeting = carried_out(form, make)
    if meeting is None:
        return _convene_page(council_id, form, 422 if form.errors else 200)
    flash(_("회의를 만들었습니다. 안건의 순서와 시간을 보고 이웃에게 알려 주세요."))
    return to("agenda", meeting_id=meeting.id)


def _convene_page(council_id: int, form: ConveneForm, status: int) -> ResponseReturnValue:
    council = councils.council(council_id)
    facts = {"council": council, "earliest": earliest_day(council.bylaws, clock.now())}
    usual = {"usual": UsualForm(formdata=None), "purposes": PURPOSES.values()}
    return render_template("meetings/convene.html", form=form, **facts, **usual), status


@bp.post("/councils/<int:council_id>/meetings/usual")
def convene_usual(council_id: int) -> ResponseReturnValue:
    """A usual meeting: items, minutes and whom to ask, at one press."""
    council = councils.council(council_id)
    authorize("facilitate", council)
    form, by, at = UsualForm(), current_user, clock.now()
    meeting = carried_out(form, lambda: service.convene_for(council, form.chosen, once=form.token, by=by, at=at))
    if meeting is None:
        return _convene_page(council_id, ConveneForm(proposals.for_agenda(council), formdata=None), 422)
    flash(_("회의를 만들었습니다. 날짜와 장소가 맞는지 먼저 보고 고쳐 주세요."))
    return to("agenda", meeting_id=meeting.id)


@bp.get("/meetings/<int:meeting_id>")
def show(meeting_id: int) -> ResponseReturnValue:
    """The notice: when, where, what about, and whom to call."""
    authorize("read", queries.meeting(meeting_id))
    return notice_page(meeting_id)


@bp.route("/meetings/<int:meeting_id>/details", methods=["GET", "POST"])
def details(meeting_id: int) -> ResponseReturnValue:
    """Correct when and where."""
    meeting = queries.meeting(meeting_id)
    authorize("convene", meeting)
    form = PlanForm.of(meeting)
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.change(meeting, form.plan(), by=by, at=at)) is None:
        meeting = queries.meeting(meeting_id)
        facts = {"meeting": meeting, "earliest": earliest_day(meeting.council.bylaws, at)}
        return render_template("meetings/details.html", form=form, **facts), 422 if form.errors else 200
    flash(_("회의 정보를 고쳤습니다."))
    return to("agenda", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/announcement")
def announce(meeting_id: int) -> ResponseReturnValue:
    """Tell everybody."""
    meeting = queries.meeting(meeting_id)
    authorize("announce", meeting)
    try:
        with transaction():
            service.announce(meeting, by=current_user, at=clock.now())
    except Invalid as fault:
        flash(fault.reason, "danger")
        return to("agenda", meeting_id=meeting_id)
    flash(_("회의를 알렸습니다. 포스터를 뽑아 골목에 붙이고, 이 쪽의 주소를 이웃에게 보내 주세요."))
    return to("show", meeting_id=meeting_id)


@bp.route("/meetings/<int:meeting_id>/cancellation", methods=["GET", "POST"])
def cancel(meeting_id: int) -> ResponseReturnValue:
    """Call it off, with the reason that everybody reads."""
    meeting = queries.meeting(meeting_id)
    authorize("cancel", meeting)
    form = ReasonForm()
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.cancel(meeting, form.reason.data or "", by=by, at=at)) is None:
        meeting = queries.meeting(meeting_id)
        return render_template("meetings/cancel.html", form=form, meeting=meeting), 422 if form.errors else 200
    flash(_("회의를 취소했습니다. 까닭이 알림 쪽에 보입니다."))
    return to("show", meeting_id=meeting_id)
