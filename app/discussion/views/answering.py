"""Pages of a writer whose comment was hidden: what happened to it, correcting it, appealing to another person."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.discussion import queries, service
from app.discussion.forms import AppealForm, CorrectionForm
from app.discussion.views.blueprint import bp
from app.discussion.views.comments import back_to, deed_page
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.get("/comments/<int:comment_id>/cases")
def cases(comment_id: int) -> ResponseReturnValue:
    """What moderators did with a comment and why, for its writer and for them."""
    comment = queries.comment(comment_id)
    authorize("see_cases", comment)
    back = queries.page_of_subject(comment)
    return render_template("discussion/cases.html", comment=comment, cases=queries.cases_of(comment), back=back)


@bp.route("/comments/<int:comment_id>/correction", methods=["GET", "POST"])
def correction(comment_id: int) -> ResponseReturnValue:
    """Put forward other words for one's hidden comment."""
    comment = queries.comment(comment_id)
    authorize("correct", comment)
    form = CorrectionForm(obj=comment)
    if carried_out(form, lambda: service.correct(comment, body=form.body.data or "", at=clock.now())):
        return back_to(comment, _("고친 글을 보냈습니다. 퍼실리테이터가 읽어 본 뒤에 보입니다."))
    return deed_page("correction", comment, form)


@bp.route("/comments/<int:comment_id>/appeal", methods=["GET", "POST"])
def appeal(comment_id: int) -> ResponseReturnValue:
    """Ask another person than the one who hid it to judge the hiding."""
    comment = queries.comment(comment_id)
    authorize("appeal", comment)
    form = AppealForm()
    if carried_out(form, lambda: service.appeal(comment, words=form.words.data or "", at=clock.now())):
        return back_to(comment, _("이의를 신청했습니다. 가린 사람이 아닌 다른 분이 살펴봅니다."))
    return deed_page("appeal", comment, form)
