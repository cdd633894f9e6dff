"""Requests that end without an answer, and what a council says of an answer."""

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import ClosingForm, ViewForm, WithdrawalForm
from app.decisions.states import CLOSING_WORDS
from app.decisions.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/requests/<int:request_id>/withdrawal", methods=["GET", "POST"])
def withdraw(request_id: int) -> ResponseReturnValue:
    """Take a request back, with the reason."""
    asked = queries.request(request_id)
    if asked.is_withdrawn:
        authorize("read", asked)
        return to("request", request_id=request_id)
    authorize("withdraw", asked)
    form = WithdrawalForm()
    reason = form.reason.data or ""
    if carried_out(form, lambda: service.withdraw(asked, reason, by=current_user, at=clock.now())):
        flash(_("요청을 거두었습니다."), "success")
        return to("request", request_id=request_id)
    return _page("withdrawal", request_id, form)


@bp.route("/requests/<int:request_id>/closing", methods=["GET", "POST"])
def close(request_id: int) -> ResponseReturnValue:
    """Close what was answered twice, in the words of the law."""
    asked = queries.request(request_id)
    if asked.is_closed:
        authorize("read", asked)
        return to("request", request_id=request_id)
    authorize("close", asked)
    form = ClosingForm()
    reason = form.reason.data or ""
    if carried_out(form, lambda: service.close(asked, reason, by=current_user, at=clock.now())):
        flash(_("요청을 종결했습니다. 이 일에 함께한 모두에게 알림을 보냅니다."), "success")
        return to("request", request_id=request_id)
    return _page("closing", request_id, form, law=CLOSING_WORDS)


@bp.route("/requests/<int:request_id>/council-view", methods=["GET", "POST"])
def state_view(request_id: int) -> ResponseReturnValue:
    """Say beside an answer what the council thinks of it, once."""
    asked = queries.request(request_id)
    authorize("state_view", asked)
    if queries.council_view(request_id) is not None:
        return to("request", request_id=request_id)
    form = ViewForm()
    text = form.text.data or ""
    if carried_out(form, lambda: service.state_view(asked, text, by=current_user, at=clock.now())):
        flash(_("골목회의의 의견을 답변 곁에 적었습니다."), "success")
        return to("request", request_id=request_id)
    return _page("council_view", request_id, form)


def _page(page: str, request_id: int, form: Any, **more: Any) -> ResponseReturnValue:
    html = render_template(f"decisions/{page}.html", asked=queries.request(request_id), form=form, **more)
    return html, 422 if form.errors else 200
