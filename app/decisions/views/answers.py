"""The officers' desk: what waits for an answer, and writing the answer."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import AnswerForm, answer_form
from app.decisions.models import Decision, Request
from app.decisions.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.paging import page_number, page_of
from app.kernel.policy import authorize


@bp.get("/dongs/<int:dong_id>/requests")
def inbox(dong_id: int) -> ResponseReturnValue:
    """What waits on the desk of the dong, the longest overdue first; or what was answered."""
    desk = queries.desk(dong_id)
    authorize("read", desk)
    is_done = request.args.get("show") == "answered"
    wanted = queries.answered(dong_id) if is_done else queries.opened(dong_id)
    return render_template(
        "decisions/inbox.html",
        desk=desk,
        is_done=is_done,
        page=page_of(wanted, page_number(request.args.get("page"))),
        counts=queries.counts(dong_id, clock.today()),
        today=clock.today(),
    )


@bp.route("/requests/<int:request_id>/answer", methods=["GET", "POST"])
def answer(request_id: int) -> ResponseReturnValue:
    """Write the answer: keep it as a draft, or publish it."""
    asked = queries.request(request_id)
    if asked.is_answered:
        authorize("read", asked)
        return to("request", request_id=asked.id)
    authorize("answer", asked)
    form = answer_form(asked.decision, queries.post_of(current_user.id, asked.desk_id))
    if carried_out(form, lambda: _keep(asked, form)):
        flash(_said(form.publish.data), "success")
        return to("request", request_id=asked.id)
    return _page(request_id, form)


def _page(request_id: int, form: AnswerForm) -> ResponseReturnValue:
    """The form again with what was typed; a service that refused has let go of what was read before."""
    asked = queries.request(request_id)
    deadline, term = asked.deadline(clock.today()), asked.kind
    page = render_template("decisions/answer.html", asked=asked, form=form, deadline=deadline, term=term)
    return page, 422 if form.errors else 200


def _keep(asked: Request, form: AnswerForm) -> Decision:
    if form.publish.data:
        return service.publish(asked, form.words, seen=form.seen.data or 0, by=current_user, at=clock.now())
    return service.write(asked, form.words, seen=form.seen.data or 0, by=current_user)


def _said(is_out: bool) -> str:
    if is_out:
        return _("답변을 공개했습니다. 이 일에 함께한 모두에게 알림을 보냅니다.")
    return _("답변을 임시로 저장했습니다. 아직 담당자에게만 보입니다.")
