"""What the officer who has a request does on the way: more time, passing it on, a word on progress."""

from collections.abc import Sequence
from datetime import datetime

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import ConsentForm, ExtensionForm, PassingForm, ProgressForm
from app.decisions.models import Request, RequestStep
from app.decisions.states import LongerBy, StepKind
from app.decisions.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.forms import Form, carried_out
from app.kernel.i18n import _, moment
from app.kernel.policy import authorize
from app.places import queries as places


def form_page(
    request_id: int,
    form: Form,
    title: str,
    lead: str,
    button: str,
    notes: Sequence[str] = (),
    quoted: RequestStep | None = None,
) -> ResponseReturnValue:
    """The form of a step beside the request as it is now; a service that refused has let go of what was read."""
    asked = queries.request(request_id)
    words = {"title": title, "lead": lead, "button": button, "notes": notes, "quoted": quoted}
    deadline = asked.deadline(clock.today())
    page = render_template("decisions/step.html", form=form, asked=asked, deadline=deadline, **words)
    return page, 422 if form.errors else 200


def back(asked: Request, done: str) -> ResponseReturnValue:
    """To the page of the request, which tells what was done."""
    flash(done, "success")
    return to("request", request_id=asked.id)


@bp.route("/requests/<int:request_id>/extension", methods=["GET", "POST"])
def extension(request_id: int) -> ResponseReturnValue:
    """Take longer, with a reason; a second time the council is asked."""
    asked = queries.request(request_id)
    authorize("handle", asked)
    course = queries.course(request_id)
    form = ExtensionForm(asked, course, data={"seen": asked.version})
    words, by, at = form.words, current_user, clock.now()

    def extend() -> RequestStep:
        return service.extend(asked, LongerBy(form.way.data), words.data or "", form.press, by=by, at=at)

    if step := carried_out(form, extend):
        return back(asked, _extended(step))
    lead = _(
        "까닭과 새 기한을 함께한 모두에게 곧바로 알립니다. 한 번은 그대로, 두 번째는 골목회의가 동의해야 늘어납니다."
    )
    return form_page(request_id, form, _("기한 연장"), lead, _("연장하기"))


@bp.route("/requests/<int:request_id>/consent", methods=["GET", "POST"])
def consent(request_id: int) -> ResponseReturnValue:
    """The council says whether it agrees to a second extension."""
    asked = queries.request(request_id)
    authorize("consent", asked)
    form = ConsentForm(data={"seen": asked.version})
    by, at = current_user, clock.now()

    def agree() -> object:
        return service.consent(asked, form.agrees.data == "yes", form.words.data or "", form.press, by=by, at=at)

    if carried_out(form, agree):
        return back(asked, _("센터에 알렸습니다."))
    lead = _("동의하지 않아도 괜찮습니다. 그러면 센터는 지금 기한까지 답해야 합니다.")
    asking = queries.course(request_id).asked_consent
    return form_page(request_id, form, _("두 번째 연장에 답하기"), lead, _("답하기"), quoted=asking)


@bp.route("/requests/<int:request_id>/transfer", methods=["GET", "POST"])
def transfer(request_id: int) -> ResponseReturnValue:
    """Pass the request on to where it belongs."""
    asked = queries.request(request_id)
    authorize("handle", asked)
    dongs = [dong for dong in places.dongs() if dong.id != asked.desk_id]
    form = PassingForm(dongs, data={"seen": asked.version})
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.pass_on(asked, form.target, form.words.data or "", form.press, by=by, at=at)):
        return back(asked, _("이송했고, 이 일에 함께한 모두에게 알립니다."))
    lead = _("우리 센터의 일이 아니면 8근무시간 안에 맡은 곳으로 보냅니다. 보낸 뒤에도 답변 기한은 모두에게 보입니다.")
    return form_page(request_id, form, _("이송"), lead, _("이송하기"), notes=[_by_when(request_id, at)])


@bp.route("/requests/<int:request_id>/progress", methods=["GET", "POST"])
def progress(request_id: int) -> ResponseReturnValue:
    """Say how far it is."""
    asked = queries.request(request_id)
    authorize("handle", asked)
    form = ProgressForm(data={"seen": asked.version})
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.tell_progress(asked, form.words.data or "", form.press, by=by, at=at)):
        return back(asked, _("어디까지 왔는지 알렸습니다."))
    lead = _("30일이 지날 때마다 알려야 하고, 더 자주 알려도 좋습니다. 함께한 모두에게 알림이 갑니다.")
    return form_page(request_id, form, _("경과 알리기"), lead, _("알리기"))


def _extended(step: RequestStep) -> str:
    if step.kind is StepKind.CONSENT_ASKED:
        return _("골목회의에 동의를 구했습니다. 답이 올 때까지 기한은 그대로입니다.")
    return _("기한을 늘렸고, 이 일에 함께한 모두에게 알립니다.")


def _by_when(request_id: int, at: datetime) -> str:
    asked, course = queries.request(request_id), queries.course(request_id)
    until = queries.pass_on_by(course.with_desk_since(asked.received_at or at))
    if at > until:
        return _(
            "8근무시간이 지났습니다(%(moment)s까지였습니다). 지금 보내면 늦게 보낸 것으로 적힙니다.",
            moment=moment(until),
        )
    return _("%(moment)s까지 보내야 합니다.", moment=moment(until))
