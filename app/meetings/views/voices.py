"""What somebody who came presses on their own phone: yes, no or abstain in a division, and how warm they are."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import OnceForm, StepForm, VoiceForm, WarmthForm
from app.meetings.states import Mark
from app.meetings.views.blueprint import bp, to
from app.meetings.views.console import console_page


@bp.post("/meetings/<int:meeting_id>/divisions/<int:division_id>/voices/mine")
def answer(meeting_id: int, division_id: int) -> ResponseReturnValue:
    """One press, by name; pressed again, the last one stands until the phones are closed."""
    meeting = queries.meeting(meeting_id)
    authorize("attend", meeting)
    queries.division(meeting_id, division_id)
    form, by = VoiceForm(), current_user
    said = carried_out(form, lambda: service.answer(meeting, division_id, Mark(form.mark.data), by=by))
    if said is None or said.mark is None:
        flash(_("찬성, 반대, 기권 가운데 하나를 눌러 주세요."), "danger")
    else:
        flash(_("‘%(mark)s’로 냈습니다. 마치기 전에는 바꿀 수 있습니다.", mark=said.mark.label))
    return to("room", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/thermometers")
def begin_thermometer(meeting_id: int) -> ResponseReturnValue:
    """Ask all phones how warm they are."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    once = OnceForm().token
    with transaction():
        service.begin_thermometer(meeting, once=once, by=current_user, at=clock.now())
    flash(_("온도를 재기 시작했습니다. 온 사람의 전화기에 다섯 단추가 보입니다."))
    return to("console", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/thermometers/<int:thermometer_id>/readings/mine")
def show_step(meeting_id: int, thermometer_id: int) -> ResponseReturnValue:
    """One press; pressed again, the last one stands."""
    meeting = queries.meeting(meeting_id)
    authorize("attend", meeting)
    queries.thermometer(meeting_id, thermometer_id)
    form, by = StepForm(), current_user
    if carried_out(form, lambda: service.show_step(meeting, thermometer_id, form.step.data or 1, by=by)) is None:
        flash(_("다섯 가운데 하나를 눌러 주세요."), "danger")
    return to("room", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/thermometers/<int:thermometer_id>/ending")
def end_thermometer(meeting_id: int, thermometer_id: int) -> ResponseReturnValue:
    """Phones and hands together go into the journal."""
    meeting = queries.meeting(meeting_id)
    authorize("count", meeting)
    queries.thermometer(meeting_id, thermometer_id)
    form, by, at = WarmthForm(), current_user, clock.now()

    def end() -> object:
        return service.end_thermometer(meeting, thermometer_id, form.hands, key=form.key, by=by, at=at)

    if carried_out(form, end) is None:
        return console_page(queries.meeting(meeting_id), {}, 422, warmth_form=form)
    flash(_("온도를 적었습니다. 누가 무엇을 눌렀는지는 지웠습니다."))
    return to("console", meeting_id=meeting_id)
