"""표결: putting a matter to the vote, handing out slips, closing the phones, and the pad where all comes together."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import DivisionForm, PadForm, SlipForm
from app.meetings.models import Division, Resolution
from app.meetings.views.blueprint import bp, to


@bp.route("/meetings/<int:meeting_id>/items/<int:item_id>/divisions/new", methods=["GET", "POST"])
def put_to_vote(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Begin to take votes by phone, slip and hand."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    item, form = queries.item(meeting, item_id), DivisionForm()
    text, by, at = form.text.data or "", current_user, clock.now()
    begun = carried_out(form, lambda: service.put_to_vote(meeting, item, text, once=form.token, by=by, at=at))
    if begun is None:
        meeting = queries.meeting(meeting_id)
        facts = {"item": queries.item(meeting, item_id), "deciding": queries.deciding(meeting_id, item_id)}
        page = render_template("meetings/new_division.html", meeting=meeting, form=form, **facts)
        return page, 422 if form.errors else 200
    flash(_("표결을 시작했습니다. 온 사람의 전화기에 찬성·반대·기권 단추가 보입니다."))
    return to("division", meeting_id=meeting_id, division_id=begun.id)


@bp.route("/meetings/<int:meeting_id>/divisions/<int:division_id>", methods=["GET", "POST"])
def division(meeting_id: int, division_id: int) -> ResponseReturnValue:
    """Where a division stands; once the phones are closed, the pad for hands and slips."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    found = queries.division(meeting_id, division_id)
    form, by, at = PadForm.of(found, _resolution(found)), current_user, clock.now()

    def decide() -> Resolution:
        return service.decide(meeting, division_id, form.pad(), seen=form.version, by=by, at=at)

    made = carried_out(form, decide)
    if made is None:
        return _page(meeting_id, division_id, form)
    flash(made.because)
    return to("item", meeting_id=meeting_id, item_id=made.item_id)


def _resolution(division: Division) -> Resolution | None:
    return session().get(Resolution, division.resolution_id) if division.resolution_id else None


def _page(
    meeting_id: int, division_id: int, form: PadForm | None = None, slip: SlipForm | None = None
) -> ResponseReturnValue:
    """The page; refused, the pad shows what was typed and takes for seen what it shows now."""
    meeting, found = queries.meeting(meeting_id), queries.division(meeting_id, division_id, fresh=True)
    made = _resolution(found)
    form, slip = form or PadForm.of(found, made), slip or SlipForm(formdata=None)
    if form.errors:
        form.seen.data = str(found.version)
    sent = next((one for one in (form, slip) if one.errors), None)
    holders = queries.slip_holders(division_id)
    facts = {"division": found, "turnout": queries.turnout(found), "holders": holders, "made": made}
    page = render_template("meetings/division.html", meeting=meeting, form=sent, pad=form, slip=slip, **facts)
    return page, 422 if sent else 200


@bp.post("/meetings/<int:meeting_id>/divisions/<int:division_id>/closing")
def close_phones(meeting_id: int, division_id: int) -> ResponseReturnValue:
    """No phone is taken any more; hands are counted. Pressed twice, they are closed."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    with transaction():
        service.close_phones(meeting, division_id, by=current_user, at=clock.now())
    flash(_("전화기 표결을 마쳤습니다. 전화기도 종이도 쓰지 않은 분의 손을 세어 주세요."))
    return to("division", meeting_id=meeting_id, division_id=division_id)


@bp.post("/meetings/<int:meeting_id>/divisions/<int:division_id>/withdrawal")
def withdraw_division(meeting_id: int, division_id: int) -> ResponseReturnValue:
    """It is not decided this way; pressed twice, it is not."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    with transaction():
        gone = service.withdraw(meeting, division_id, by=current_user, at=clock.now())
    flash(_("표결을 거두었습니다. 낸 표는 지웠습니다."))
    return to("item", meeting_id=meeting_id, item_id=gone.item_id)


@bp.post("/meetings/<int:meeting_id>/divisions/<int:division_id>/slips")
def hand_out(meeting_id: int, division_id: int) -> ResponseReturnValue:
    """Somebody takes a slip; pressed twice, they have one."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    queries.division(meeting_id, division_id)
    form = SlipForm()
    number = form.number.data or 0
    if carried_out(form, lambda: service.hand_out(meeting, division_id, number)) is None:
        return _page(meeting_id, division_id, PadForm.of(queries.division(meeting_id, division_id), None), form)
    flash(_("%(number)d번에게 종이를 주었습니다. 이제 종이로만 냅니다.", number=number))
    return to("division", meeting_id=meeting_id, division_id=division_id)


@bp.post("/meetings/<int:meeting_id>/divisions/<int:division_id>/slips/<int:number>/removal")
def take_back_slip(meeting_id: int, division_id: int, number: int) -> ResponseReturnValue:
    """A slip comes back unused; pressed twice, it is back."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    with transaction():
        service.take_back_slip(meeting, division_id, number)
    flash(_("%(number)d번의 종이를 돌려받았습니다.", number=number))
    return to("division", meeting_id=meeting_id, division_id=division_id)


@bp.get("/meetings/<int:meeting_id>/divisions/<int:division_id>/voices")
def voices(meeting_id: int, division_id: int) -> ResponseReturnValue:
    """Who said what by phone, to check the count by reading it aloud: once it is decided, until the meeting ends."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    found = queries.division(meeting_id, division_id)
    said = queries.voices_to_check(division_id) if found.is_decided else ()
    return render_template("meetings/voices.html", meeting=meeting, division=found, voices=said)
