"""Pages of 임시조치 (정보통신망법 제44조의2): asking without an account, the officers' list, the writer's word."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.discussion import queries, service
from app.discussion.forms import AppealForm, BlockingAnswerForm, BlockingOutcomeForm, BlockingRequestForm
from app.discussion.models import BlockingRequest
from app.discussion.views.blueprint import bp
from app.discussion.views.comments import back_to, deed_page
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.kernel.security import limiter


@bp.route("/comments/<int:comment_id>/blocking-requests", methods=["GET", "POST"])
@limiter.limit("10/hour", methods=["POST"])
def ask_to_block(comment_id: int) -> ResponseReturnValue:
    """Ask that a comment be blocked because it hurts one's rights."""
    comment = queries.comment(comment_id)
    authorize("read", queries.subject_of(comment))
    if comment.is_unseen:
        raise NotFound
    form = BlockingRequestForm()
    said = {name: form[name].data or "" for name in ("name", "contact", "words")}
    if carried_out(form, lambda: service.ask_to_block(comment, **said, at=clock.now())):
        return back_to(comment, _("요청을 받았습니다. 동주민센터 담당자가 살펴보고 적어 주신 연락처로 답합니다."))
    return deed_page("ask_to_block", comment, form)


@bp.get("/councils/<int:council_id>/blocking-requests")
def blocking_requests(council_id: int) -> ResponseReturnValue:
    """The requests that an officer has to decide or to end."""
    council = councils.council(council_id)
    authorize("decide", BlockingRequest(council=council))
    found = queries.blocking_requests(council_id)
    return render_template("discussion/blocking_requests.html", council=council, requests=found)


def _to_the_list(asked: BlockingRequest, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for(".blocking_requests", council_id=asked.council_id), 303)


@bp.route("/blocking-requests/<int:request_id>/answer", methods=["GET", "POST"])
def answer_blocking(request_id: int) -> ResponseReturnValue:
    """Block the comment for 30 days, or not, with the reason."""
    asked = queries.blocking_request(request_id)
    authorize("decide", asked)
    form = BlockingAnswerForm()
    verb = service.block if form.outcome.data == "block" else service.refuse_to_block
    if carried_out(form, lambda: verb(asked, reason=form.reason.data or "", by=current_user, at=clock.now())):
        return _to_the_list(asked, _("답했습니다. 두 쪽에 알립니다."))
    return deed_page("answer_blocking", asked.comment, form, asked=asked)


@bp.route("/blocking-requests/<int:request_id>/outcome", methods=["GET", "POST"])
def blocking_outcome(request_id: int) -> ResponseReturnValue:
    """Show the blocked comment again, or hide it with a ground."""
    asked = queries.blocking_request(request_id)
    authorize("decide", asked)
    form = BlockingOutcomeForm()
    if carried_out(form, lambda: _end(asked, form)):
        return _to_the_list(asked, _("답했습니다. 두 쪽에 알립니다."))
    return deed_page("answer_blocking", asked.comment, form, asked=asked)


def _end(asked: BlockingRequest, form: BlockingOutcomeForm) -> BlockingRequest:
    said = {"reason": form.reason.data or "", "by": current_user, "at": clock.now()}
    if form.outcome.data == "restore":
        return service.restore_blocked(asked, **said)
    return service.hide_blocked(asked, ground=form.ground.data, **said)


@bp.route("/comments/<int:comment_id>/objection", methods=["GET", "POST"])
def object_to_blocking(comment_id: int) -> ResponseReturnValue:
    """The writer's word against the blocking of the comment."""
    comment = queries.comment(comment_id)
    authorize("object", comment)
    asked = queries.blocking_of(comment)
    if asked is None:
        raise NotFound
    form = AppealForm()
    if carried_out(form, lambda: service.object_to_blocking(asked, words=form.words.data or "", at=clock.now())):
        return back_to(comment, _("이의를 보냈습니다. 동주민센터 담당자가 읽고 결과를 알려 드립니다."))
    return deed_page("objection", comment, form, asked=asked)
