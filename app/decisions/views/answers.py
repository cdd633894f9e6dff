"""The officers' desk: what waits for an answer, and writing the answer."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import AnswerForm, answer_form
from app.decisions.models import AnswerReview, Decision, Request
from app.decisions.views.blueprint import bp, to
from app.decisions.views.corrections import came_late
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.paging import page_number, page_of
from app.kernel.policy import authorize

SHOWN = {"answered": queries.answered, "deferred": queries.deferred}


@bp.get("/dongs/<int:dong_id>/requests")
def inbox(dong_id: int) -> ResponseReturnValue:
    """What waits on the desk of the dong, the longest overdue first; or what was answered, or put off."""
    desk = queries.desk(dong_id)
    authorize("read", desk)
    show = request.args.get("show", "")
    wanted = SHOWN.get(show, queries.opened)(dong_id)
    return render_template(
        "decisions/inbox.html",
        desk=desk,
        show=show if show in SHOWN else "",
        page=page_of(wanted, page_number(request.args.get("page"))),
        counts=queries.counts(dong_id, clock.today()),
        reviews=queries.reviews_waiting(dong_id),
        today=clock.today(),
    )


@bp.route("/requests/<int:request_id>/answer", methods=["GET", "POST"])
def answer(request_id: int) -> ResponseReturnValue:
    """Write the answer: keep it as a draft, or publish it, or have it read through first."""
    asked = queries.request(request_id)
    if asked.is_answered:
        return came_late(asked)
    authorize("answer", asked)
    desk = asked.desk
    offices = queries.office_phones(asked)
    form = answer_form(asked.decision, queries.post_of(current_user.id, desk.id), offices=offices)
    if carried_out(form, lambda: _keep(asked, form)):
        flash(_said(form.publish.data, desk.answers_reviewed), "success")
        return to("request", request_id=asked.id)
    return _page(request_id, form)


def _page(request_id: int, form: AnswerForm) -> ResponseReturnValue:
    """The form again with what was typed; a service that refused has let go of what was read before."""
    asked = queries.request(request_id)
    if asked.is_answered:  # since the form was sent
        return came_late(asked)
    page = render_template(
        "decisions/answer.html",
        asked=asked,
        form=form,
        deadline=asked.deadline(clock.today()),
        term=asked.kind,
        review=queries.last_review(request_id),
    )
    return page, 422 if form.errors else 200


def _keep(asked: Request, form: AnswerForm) -> Decision | AnswerReview:
    seen = form.seen.data or 0
    if not form.publish.data:
        return service.write(asked, form.words, seen=seen, by=current_user)
    verb = service.ask_review if asked.desk.answers_reviewed else service.publish
    return verb(asked, form.words, seen=seen, by=current_user, at=clock.now())


def _said(is_out: bool, is_read_first: bool) -> str:
    if is_out and is_read_first:
        return _("다른 담당자에게 살펴봐 달라고 했습니다. 그 담당자가 공개하면 모두에게 알림을 보냅니다.")
    if is_out:
        return _("답변을 공개했습니다. 이 일에 함께한 모두에게 알림을 보냅니다.")
    return _("답변을 임시로 저장했습니다. 아직 담당자에게만 보입니다.")
