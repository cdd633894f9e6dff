"""Supplements: what the centre asks for while the clock stands, and the council's answer."""

from datetime import timedelta

from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import SupplementForm, SupplyForm
from app.decisions.views.blueprint import bp
from app.decisions.views.steps import back, form_page
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize

USUAL_DAYS = 10


@bp.route("/requests/<int:request_id>/supplement", methods=["GET", "POST"])
def supplement(request_id: int) -> ResponseReturnValue:
    """Ask for what is missing."""
    asked = queries.request(request_id)
    authorize("handle", asked)
    form = SupplementForm(data={"seen": asked.version, "wanted_by": clock.today() + timedelta(days=USUAL_DAYS)})
    by, at = current_user, clock.now()

    def ask() -> object:
        words, until = form.words.data or "", form.wanted_by.data or clock.today()
        return service.ask_supplement(asked, words, until, form.press, by=by, at=at)

    if carried_out(form, ask):
        return back(asked, _("보완을 요청했습니다. 답이 올 때까지 기한이 멈춥니다."))
    lead = _("한 번에 한 가지를, 왜 필요한지와 함께 적어 주세요. 요청한 날부터 답이 온 날까지는 기한에 넣지 않습니다.")
    return form_page(request_id, form, _("보완 요청"), lead, _("보완 요청하기"))


@bp.route("/requests/<int:request_id>/supplement/answer", methods=["GET", "POST"])
def supply(request_id: int) -> ResponseReturnValue:
    """Answer what was asked for."""
    asked = queries.request(request_id)
    authorize("supply", asked)
    form = SupplyForm(data={"seen": asked.version})
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.supply(asked, form.words.data or "", form.press, by=by, at=at)):
        return back(asked, _("보완해서 보냈습니다. 답변 기한이 다시 갑니다."))
    lead = _("보내면 멈췄던 답변 기한이 다시 갑니다. 이 글은 모두에게 보입니다.")
    asking = queries.course(request_id).asked_supplement
    return form_page(request_id, form, _("보완해서 답하기"), lead, _("보완해서 보내기"), quoted=asking)
