"""Writing the answer to a request."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import AnswerForm, answer_form
from app.decisions.models import AnswerReview, Decision, Request
from app.decisions.views.beside import begun, shown
from app.decisions.views.blueprint import bp, to
from app.decisions.views.corrections import came_late
from app.kernel import clock
from app.kernel.db import key_of
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/requests/<int:request_id>/answer", methods=["GET", "POST"])
def answer(request_id: int) -> ResponseReturnValue:
    """Write the answer: keep it as a draft, or publish it, or have it read through first."""
    asked = queries.request(request_id)
    if asked.is_answered:
        return came_late(asked)
    authorize("answer", asked)
    desk = asked.desk
    offices = queries.office_phones(asked)
    words = begun(asked, key_of(request.args.get("template")))
    form = answer_form(asked.decision, queries.post_of(current_user.id, desk.id), words, offices=offices)
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
        from_desk=shown(asked),
        shelf=queries.shelf(request_id),
        pause=queries.search_pause(clock.now()),
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
