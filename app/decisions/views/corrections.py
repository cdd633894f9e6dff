"""Published answers: correcting them in a new version, and reading what they said before."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import CorrectionForm
from app.decisions.models import AnswerFile, AnswerReview, Decision, DecisionVersion, Request
from app.decisions.service import Words
from app.decisions.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize, can


@bp.get("/requests/<int:request_id>/versions")
def versions(request_id: int) -> ResponseReturnValue:
    """All that the answer has said, each version beside the one before it."""
    asked = queries.request(request_id)
    authorize("read", asked)
    known = queries.files_by_line(request_id)

    def files_of(version: DecisionVersion) -> list[AnswerFile]:
        return [known[line] for line in version.words.get("files", "").splitlines() if line in known]

    changes = queries.changes(request_id)
    return render_template("decisions/versions.html", asked=asked, changes=changes, files_of=files_of)


@bp.route("/requests/<int:request_id>/correction", methods=["GET", "POST"])
def correct(request_id: int) -> ResponseReturnValue:
    """Let the answer say something else from now on, with the reason."""
    asked = queries.request(request_id)
    authorize("correct", asked)
    form = _form(asked)
    if carried_out(form, lambda: _keep(asked, form)):
        flash(_said(asked.desk.answers_reviewed), "success")
        return to("request", request_id=request_id)
    return _page(queries.request(request_id), form)


def _form(asked: Request) -> CorrectionForm:
    """The answer as it stands; or the correction that a second officer has sent back."""
    decision, offices = asked.answered_decision, queries.office_phones(asked)
    last = queries.last_review(asked.id)
    version = decision.version if decision else 0
    if last is not None and last.is_sent_back and last.why and last.seen == version:
        sent_back = {**vars(Words.read(last.words)), "why": last.why, "seen": version}
        return CorrectionForm(data=sent_back, offices=offices)
    return CorrectionForm(obj=decision, data={"seen": version}, offices=offices)


def _keep(asked: Request, form: CorrectionForm) -> Decision | AnswerReview:
    verb = service.ask_review_of_correction if asked.desk.answers_reviewed else service.correct
    why, seen = form.why.data or "", form.seen.data or 0
    return verb(asked, form.words, why=why, seen=seen, by=current_user, at=clock.now())


def _said(is_read_first: bool) -> str:
    if is_read_first:
        return _("다른 담당자에게 바로잡은 글을 살펴봐 달라고 했습니다. 그동안은 앞의 답변이 그대로 보입니다.")
    return _("답변을 바로잡아 새 판으로 올렸습니다. 앞의 판도 읽을 수 있고, 모두에게 알림을 보냅니다.")


def came_late(asked: Request) -> ResponseReturnValue:
    """An answer was published while this officer wrote: what was typed stays, as a correction that could follow.

    The same words sent twice are what is there: on to the page.
    """
    authorize("read", asked)
    if request.method == "GET" or not can(current_user, "correct", asked) or asked.decision is None:
        return to("request", request_id=asked.id)
    typed = CorrectionForm().words
    if typed == Words.of(asked.decision):
        return to("request", request_id=asked.id)
    form = CorrectionForm(formdata=None, data={**vars(typed), "seen": asked.decision.version})
    form.refuse(
        _("그 사이에 다른 담당자가 답변을 공개했습니다. 쓰신 글은 여기 있으니 바로잡을 곳이 있으면 까닭을 적어 주세요.")
    )
    return _page(asked, form)


def _page(asked: Request, form: CorrectionForm) -> ResponseReturnValue:
    page = render_template(
        "decisions/correction.html",
        asked=asked,
        form=form,
        term=asked.kind,
        review=queries.last_review(asked.id),
        shelf=queries.shelf(asked.id),
        pause=queries.search_pause(clock.now()),
    )
    return page, 422 if form.errors else 200
