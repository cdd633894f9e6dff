"""The minutes: a draft, what those who were there say of it, and a sealed page for everybody."""

from collections.abc import Sequence

from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import NotFound
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize, can
from app.meetings import queries, service
from app.meetings.forms import AddendumForm
from app.meetings.models import MinutesDesk
from app.meetings.queries import Sentence
from app.meetings.views.blueprint import bp, to


def desk_of(meeting_id: int) -> MinutesDesk:
    """The minutes of a meeting that the user may know of; what may be done with them is asked of what this gives."""
    meeting = queries.meeting(meeting_id)
    authorize("read", meeting)
    return queries.desk(meeting)


@bp.get("/meetings/<int:meeting_id>/minutes")
def minutes(meeting_id: int) -> ResponseReturnValue:
    """What was said and decided, with numbers and without names."""
    desk = desk_of(meeting_id)
    authorize("read", desk)
    meeting, today = desk.meeting, clock.today()
    facts = {"meeting": meeting, "desk": desk, "today": today, "days_left": desk.days_left(today)}
    if desk.minutes is None:
        presence = queries.presence(meeting)
        return render_template("meetings/minutes_before.html", presence=presence, is_late=desk.is_late(today), **facts)
    if desk.is_sealed:
        return _sealed(desk, facts)
    sentences = queries.numbered(meeting, queries.lines_of(meeting_id))
    return render_template(
        "meetings/minutes.html",
        sections=queries.sections([item.title for item in meeting.items], sentences),
        corrections=queries.corrections_of(meeting_id),
        doubts=_doubts(desk, sentences),
        changed=queries.changed_since_shown(desk.minutes),
        now=clock.now(),
        **facts,
    )


def _doubts(desk: MinutesDesk, sentences: Sequence[Sentence]) -> dict[int, list[str]]:
    """What the facilitator should look at again, by the sentence; nothing for anybody else."""
    if not can(current_user, "write", desk):
        return {}
    names = queries.names_not_for_minutes(desk.meeting)
    found = {one.line.id: service.doubts(one.text, names) for one in sentences if one.line and one.number}
    return {line: doubts for line, doubts in found.items() if doubts}


def _sealed(desk: MinutesDesk, facts: dict[str, object]) -> str:
    number = desk.meeting.id
    sealed = queries.sealed(number)
    assert sealed is not None
    content = sealed.content
    return render_template(
        "meetings/minutes_sealed.html",
        content=content,
        sections=queries.sections(content["items"], queries.read_content(content)),
        sealed=sealed,
        is_whole=service.is_sealed(sealed),
        addenda=queries.addenda_of(number),
        **facts,
    )


@bp.get("/meetings/<int:meeting_id>/minutes.json")
def sealed(meeting_id: int) -> ResponseReturnValue:
    """The text that was sealed, byte for byte: its SHA-256 is what the public ledger holds."""
    authorize("read", desk_of(meeting_id))
    found = queries.sealed(meeting_id)
    if found is None:
        raise NotFound
    return Response(found.text, mimetype="application/json")


@bp.post("/meetings/<int:meeting_id>/minutes/showing")
def show_minutes(meeting_id: int) -> ResponseReturnValue:
    """Put the draft to those who were there."""
    desk = desk_of(meeting_id)
    authorize("settle", desk)
    with transaction():
        service.show_minutes(desk.meeting, by=current_user, at=clock.now())
    flash(_("참석한 이웃에게 알렸습니다. 72시간 동안 고칠 곳을 알려 줄 수 있습니다."))
    return to("minutes", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/minutes/approval")
def approve_minutes(meeting_id: int) -> ResponseReturnValue:
    """Say that they are right as they stand."""
    desk = desk_of(meeting_id)
    authorize("approve", desk)
    with transaction():
        service.approve_minutes(desk.meeting, by=current_user, at=clock.now())
    flash(_("회의록 확인을 마쳤습니다. 이제 공개할 수 있습니다."))
    return to("minutes", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/minutes/reopening")
def reopen_minutes(meeting_id: int) -> ResponseReturnValue:
    """Take the approval back."""
    desk = desk_of(meeting_id)
    authorize("approve", desk)
    with transaction():
        service.reopen_minutes(desk.meeting, by=current_user, at=clock.now())
    flash(_("다시 고칠 수 있습니다. 고친 뒤 확인을 마쳐 주세요."))
    return to("minutes", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/minutes/publication")
def publish(meeting_id: int) -> ResponseReturnValue:
    """Let everybody read them."""
    meeting = queries.meeting(meeting_id)
    authorize("publish", meeting)
    with transaction():
        service.publish(meeting, by=current_user, at=clock.now())
    flash(_("회의록을 공개했습니다. 누구나 읽을 수 있습니다."))
    return to("minutes", meeting_id=meeting_id)


@bp.route("/meetings/<int:meeting_id>/minutes/addenda/new", methods=["GET", "POST"])
def addendum(meeting_id: int) -> ResponseReturnValue:
    """Put something right below minutes that are sealed."""
    desk = desk_of(meeting_id)
    authorize("append", desk)
    form = AddendumForm()
    text, by, at = form.text.data or "", current_user, clock.now()
    if carried_out(form, lambda: service.add_to_sealed(desk.meeting, text, once=form.token, by=by, at=at)) is None:
        meeting = queries.meeting(meeting_id)
        return render_template("meetings/addendum.html", meeting=meeting, form=form), 422 if form.errors else 200
    flash(_("덧붙였습니다. 봉인한 회의록은 그대로 있고, 그 아래에 보입니다."))
    return to("minutes", meeting_id=meeting_id)
