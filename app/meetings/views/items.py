"""One item of a running meeting: what is said, and what is decided."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import FORMS, RemarkForm, ResolutionForm
from app.meetings.states import Way
from app.meetings.views.blueprint import bp, to


def _page(meeting_id: int, item_id: int, form: RemarkForm, status: int = 200) -> ResponseReturnValue:
    meeting = queries.meeting(meeting_id)
    item = queries.item(meeting, item_id)
    place = meeting.items.index(item)
    before = meeting.items[place - 1] if place else None
    after = meeting.items[place + 1] if place + 1 < len(meeting.items) else None
    divisions = queries.last_division_of([one.id for one in item.resolutions])
    facts = {"meeting": meeting, "item": item, "before": before, "after": after, "divisions": divisions}
    return render_template("meetings/item.html", form=form, division=queries.going_on(meeting_id), **facts), status


@bp.get("/meetings/<int:meeting_id>/items/<int:item_id>")
def item(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """What was said and decided so far."""
    authorize("assist", queries.meeting(meeting_id))
    return _page(meeting_id, item_id, RemarkForm())


@bp.post("/meetings/<int:meeting_id>/items/<int:item_id>/remarks")
def write_remark(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """One card, one remark."""
    meeting = queries.meeting(meeting_id)
    authorize("write_down", meeting)
    item, form = queries.item(meeting, item_id), RemarkForm()

    def write() -> object:
        return service.write_remark(meeting, item, form.text.data or "", once=form.token, at=clock.now())

    if carried_out(form, write) is None:
        return _page(meeting_id, item_id, form, 422)
    flash(_("적었습니다."))
    return to("item", meeting_id=meeting_id, item_id=item_id)


@bp.route("/meetings/<int:meeting_id>/remarks/<int:remark_id>", methods=["GET", "POST"])
def remark(meeting_id: int, remark_id: int) -> ResponseReturnValue:
    """Correct what was written."""
    meeting = queries.meeting(meeting_id)
    authorize("write_down", meeting)
    found = queries.remark(meeting, remark_id)
    form = RemarkForm(obj=found)
    if carried_out(form, lambda: service.reword(meeting, found, form.text.data or "")) is None:
        meeting = queries.meeting(meeting_id)
        facts = {"meeting": meeting, "remark": queries.remark(meeting, remark_id)}
        return render_template("meetings/remark.html", form=form, **facts), 422 if form.errors else 200
    flash(_("고쳤습니다."))
    return to("minutes" if meeting.ended_at else "item", meeting_id=meeting_id, item_id=found.item_id)


@bp.post("/meetings/<int:meeting_id>/remarks/<int:remark_id>/removal")
def drop_remark(meeting_id: int, remark_id: int) -> ResponseReturnValue:
    """Take it out; pressed twice, it is out."""
    meeting = queries.meeting(meeting_id)
    authorize("write_down", meeting)
    with transaction():
        service.drop_remark(meeting, remark_id)
    flash(_("지웠습니다."))
    return to("minutes" if meeting.ended_at else "console", meeting_id=meeting_id)


@bp.route("/meetings/<int:meeting_id>/items/<int:item_id>/resolutions/new", methods=["GET", "POST"])
def resolve(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Count the hands and write down what was decided; `?way=consent` asks for consent."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    item, form = queries.item(meeting, item_id), FORMS[_way()]()
    by, at = current_user, clock.now()
    verb = service.resolve
    made = carried_out(form, lambda: verb(meeting, item, form.motion(), once=form.token, by=by, at=at))
    if made is None:
        return _resolution_page(meeting_id, item_id, form)
    flash(made.because)
    return to("item", meeting_id=meeting_id, item_id=item_id)


@bp.route("/meetings/<int:meeting_id>/resolutions/<int:resolution_id>", methods=["GET", "POST"])
def resolution(meeting_id: int, resolution_id: int) -> ResponseReturnValue:
    """Put a miscount right while the meeting runs."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    found = queries.resolution(meeting, resolution_id)
    form, item_id = ResolutionForm.of(found), found.item_id
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.correct(meeting, found, form.motion(), by=by, at=at)) is None:
        return _resolution_page(meeting_id, item_id, form)
    flash(found.because)
    return to("item", meeting_id=meeting_id, item_id=item_id)


def _way() -> Way:
    return Way.CONSENT if request.args.get("way") == Way.CONSENT.value else Way.HANDS


def _resolution_page(meeting_id: int, item_id: int, form: ResolutionForm) -> ResponseReturnValue:
    meeting = queries.meeting(meeting_id)
    facts = {
        "meeting": meeting,
        "item": queries.item(meeting, item_id),
        "deciding": queries.deciding(meeting_id, item_id),
    }
    return render_template("meetings/resolution.html", form=form, **facts), 422 if form.errors else 200
