"""Corrections to the minutes: proposed by those who were there, answered by the facilitator."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.forms import Form, carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize, can
from app.meetings import queries, service
from app.meetings.forms import CorrectionForm, SeenForm, WhyNotForm
from app.meetings.models import MinutesDesk
from app.meetings.views.blueprint import bp, to
from app.meetings.views.minutes import desk_of


@bp.route("/meetings/<int:meeting_id>/minutes/lines/<int:line_id>/corrections/new", methods=["GET", "POST"])
def propose_correction(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """Propose other words for one sentence."""
    desk = desk_of(meeting_id)
    authorize("correct", desk)
    line = queries.line(meeting_id, line_id)
    form = CorrectionForm(text=line.text)
    text, reason, by, at = form.text.data or "", form.reason.data or "", current_user, clock.now()
    verb = service.propose_correction
    made = carried_out(form, lambda: verb(line, text, reason=reason, by=by, at=at, once=form.token))
    if made is None:
        meeting, line, minutes = queries.meeting(meeting_id), queries.line(meeting_id, line_id), desk.minutes
        page = render_template("meetings/new_correction.html", meeting=meeting, line=line, minutes=minutes, form=form)
        return page, 422 if form.errors else 200
    flash(_("고침 제안을 보냈습니다. 퍼실리테이터가 답하면 알려 드립니다."))
    return to("correction", meeting_id=meeting_id, correction_id=made.id)


def _page(desk: MinutesDesk, correction_id: int, *refused: Form) -> ResponseReturnValue:
    meeting_id = desk.meeting.id
    one = queries.correction(meeting_id, correction_id)
    acceptance, refusal = SeenForm(formdata=None, seen=one.line.version), WhyNotForm(formdata=None)
    for form in refused:
        acceptance, refusal = (acceptance, form) if isinstance(form, WhyNotForm) else (form, refusal)
    acceptance.seen.data = one.line.version
    facts = {"meeting": queries.meeting(meeting_id), "desk": desk, "acceptance": acceptance, "refusal": refusal}
    page = render_template("meetings/correction.html", correction=one, is_named=_knows_author(desk, one), **facts)
    return page, 422 if refused else 200


def _knows_author(desk: MinutesDesk, one: object) -> bool:
    """Who came is not told to everybody: who proposed is known to the facilitator and to that person."""
    return can(current_user, "settle", desk) or getattr(one, "author_id", None) == current_user.id


@bp.get("/meetings/<int:meeting_id>/minutes/corrections/<int:correction_id>")
def correction(meeting_id: int, correction_id: int) -> ResponseReturnValue:
    """What would change, and what was answered."""
    desk = desk_of(meeting_id)
    authorize("history", desk)
    return _page(desk, correction_id)


@bp.post("/meetings/<int:meeting_id>/minutes/corrections/<int:correction_id>/acceptance")
def accept_correction(meeting_id: int, correction_id: int) -> ResponseReturnValue:
    """Let the sentence take the words."""
    desk = desk_of(meeting_id)
    authorize("settle", desk)
    one, form = queries.correction(meeting_id, correction_id), SeenForm()
    seen = form.seen.data or 0
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.accept_correction(one, seen=seen, by=by, at=at)) is None:
        return _page(desk, correction_id, form)
    flash(_("문장을 고치고, 제안한 이웃에게 알렸습니다."))
    return to("minutes", meeting_id=meeting_id, _anchor=f"line-{one.line_id}")


@bp.post("/meetings/<int:meeting_id>/minutes/corrections/<int:correction_id>/refusal")
def decline_correction(meeting_id: int, correction_id: int) -> ResponseReturnValue:
    """Leave the sentence, and say why."""
    desk = desk_of(meeting_id)
    authorize("settle", desk)
    one, form = queries.correction(meeting_id, correction_id), WhyNotForm()
    reason = form.reason.data or ""
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.decline_correction(one, reason, by=by, at=at)) is None:
        return _page(desk, correction_id, form)
    flash(_("그대로 두고, 까닭을 제안한 이웃에게 알렸습니다."))
    return to("correction", meeting_id=meeting_id, correction_id=correction_id)
