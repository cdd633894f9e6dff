"""The sentences of the minutes: changed, added, struck out and brought back by the facilitator."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import LineForm, NewLineForm, SeenForm
from app.meetings.models import MinutesDesk, MinutesLine
from app.meetings.views.blueprint import bp, to
from app.meetings.views.minutes import desk_of

SHORT = 40  # signs of a sentence in a list to choose from


def _warn(desk: MinutesDesk, text: str) -> None:
    """Say at once what should be looked at; it is only a hint, and the sentence is kept."""
    found = service.doubts(text, queries.names_not_for_minutes(desk.meeting))
    if found:
        flash(_("이 문장을 다시 봐 주세요: %(doubts)s", doubts=", ".join(found)), "warning")


@bp.route("/meetings/<int:meeting_id>/minutes/lines/<int:line_id>", methods=["GET", "POST"])
def line(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """Change a sentence, and read what it said before."""
    desk = desk_of(meeting_id)
    authorize("write", desk)
    found = queries.line(meeting_id, line_id)
    form = LineForm.of(found)
    text, seen, by, at = form.text.data or "", form.seen.data or 0, current_user, clock.now()
    if carried_out(form, lambda: service.reword_line(found, text, seen=seen, by=by, at=at)) is None:
        return _line_page(meeting_id, line_id, form)
    flash(_("고쳤습니다."))
    _warn(desk, text)
    return to("minutes", meeting_id=meeting_id, _anchor=f"line-{line_id}")


def _line_page(meeting_id: int, line_id: int, form: LineForm) -> ResponseReturnValue:
    """The form; refused, it shows beside what was typed what the sentence says by now, and takes that for seen."""
    meeting, found = queries.meeting(meeting_id), queries.line(meeting_id, line_id)
    typed = form.text.data or ""
    if form.errors:
        form.seen.data = found.version
    facts = {"meeting": meeting, "line": found, "versions": queries.versions_of(line_id), "typed": typed}
    return render_template("meetings/line.html", form=form, **facts), 422 if form.errors else 200


@bp.get("/meetings/<int:meeting_id>/minutes/lines/<int:line_id>/versions")
def line_versions(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """What a sentence said before, for those who were there too: nothing changes behind their backs."""
    desk = desk_of(meeting_id)
    authorize("history", desk)
    found = queries.line(meeting_id, line_id)
    facts = {"meeting": desk.meeting, "line": found, "versions": queries.versions_of(line_id)}
    return render_template("meetings/line_versions.html", **facts)


@bp.route("/meetings/<int:meeting_id>/minutes/lines/new", methods=["GET", "POST"])
def add_line(meeting_id: int) -> ResponseReturnValue:
    """Add a sentence."""
    desk = desk_of(meeting_id)
    authorize("write", desk)
    form = _new_line(desk)
    text, after = form.text.data or "", form.after.data or 0

    def add() -> MinutesLine:
        behind = queries.line(meeting_id, after)
        return service.add_line(desk.meeting, behind, text, once=form.token)

    added = carried_out(form, add)
    if added is None:
        meeting = queries.meeting(meeting_id)
        return render_template("meetings/new_line.html", meeting=meeting, form=form), 422 if form.errors else 200
    flash(_("더했습니다."))
    _warn(desk, text)
    return to("minutes", meeting_id=meeting_id, _anchor=f"line-{added.id}")


def _new_line(desk: MinutesDesk) -> NewLineForm:
    sentences = [one for one in queries.numbered(desk.meeting, queries.lines_of(desk.meeting.id)) if one.line]
    form = NewLineForm()
    form.offer([(one.line.id, _short(one.number, one.text)) for one in sentences if one.line])
    return form


def _short(number: int | None, text: str) -> str:
    words = text if len(text) <= SHORT else f"{text[:SHORT]}…"
    return f"{number}. {words}" if number else f"– {words}"


@bp.post("/meetings/<int:meeting_id>/minutes/lines/<int:line_id>/striking")
def strike_line(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """Take a sentence out."""
    authorize("write", desk_of(meeting_id))
    found, form = queries.line(meeting_id, line_id), SeenForm()
    seen, by, at = form.seen.data or 0, current_user, clock.now()
    if carried_out(form, lambda: service.strike_line(found, seen=seen, by=by, at=at)) is None:
        return _line_page(meeting_id, line_id, _refused(meeting_id, line_id, form))
    flash(_("지웠습니다. 지운 문장은 남아 있어서 되살릴 수 있습니다."))
    return to("minutes", meeting_id=meeting_id, _anchor=f"line-{line_id}")


def _refused(meeting_id: int, line_id: int, form: SeenForm) -> LineForm:
    """The form of the sentence as it is now, with what stood against striking it out."""
    now = queries.line(meeting_id, line_id)
    shown = LineForm(formdata=None, text=now.text, seen=now.version)
    for reason in form.form_errors:
        shown.refuse(reason)
    return shown


@bp.post("/meetings/<int:meeting_id>/minutes/lines/<int:line_id>/restoring")
def restore_line(meeting_id: int, line_id: int) -> ResponseReturnValue:
    """Bring a sentence back."""
    authorize("write", desk_of(meeting_id))
    found = queries.line(meeting_id, line_id)
    with transaction():
        service.restore_line(found, by=current_user, at=clock.now())
    flash(_("되살렸습니다."))
    return to("minutes", meeting_id=meeting_id, _anchor=f"line-{line_id}")
