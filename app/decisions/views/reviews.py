"""Four eyes: whether a dong wants them, and the page on which a second officer reads an answer."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import ReviewSettingForm, SendingBackForm
from app.decisions.views.blueprint import bp, to, to_desk
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.post("/dongs/<int:dong_id>/answer-review")
def set_review(dong_id: int) -> ResponseReturnValue:
    """Say whether a second officer reads the dong's answers before everybody does."""
    desk = queries.desk(dong_id)
    authorize("set", desk)
    wanted = bool(ReviewSettingForm().wanted.data)
    with transaction():
        service.want_reviews(desk.dong, wanted)
    said = _("이제 다른 담당자가 먼저 읽은 답변만 공개합니다.") if wanted else _("이제 쓴 담당자가 바로 공개합니다.")
    flash(said, "success")
    return to_desk(dong_id)


@bp.get("/answer-reviews/<int:review_id>")
def review(review_id: int) -> ResponseReturnValue:
    """The answer as it would be published, for the officers of the dong."""
    found = queries.review(review_id)
    authorize("read", found)
    return _page(review_id, SendingBackForm())


@bp.post("/answer-reviews/<int:review_id>/publication")
def publish_reviewed(review_id: int) -> ResponseReturnValue:
    """Publish what somebody else wrote and this officer has read."""
    found = queries.review(review_id)
    if not found.is_waiting:
        authorize("read", found)
        return to("request", request_id=found.request_id)
    authorize("publish", found)
    with transaction():
        service.publish_reviewed(found, by=current_user, at=clock.now())
    flash(_("답변을 공개했습니다. 이 일에 함께한 모두에게 알림을 보냅니다."), "success")
    return to("request", request_id=found.request_id)


@bp.post("/answer-reviews/<int:review_id>/return")
def send_back(review_id: int) -> ResponseReturnValue:
    """Give it back to the writer with a word."""
    found = queries.review(review_id)
    authorize("send_back", found)
    form = SendingBackForm()
    word = form.word.data or ""
    if carried_out(form, lambda: service.send_back(found, word, by=current_user, at=clock.now())):
        flash(_("쓴 담당자에게 돌려보냈습니다."), "success")
        return to_desk(found.request.desk_id)
    return _page(review_id, form)


def _page(review_id: int, form: SendingBackForm) -> ResponseReturnValue:
    found = queries.review(review_id)
    rows, shelf = queries.told_rows(found.words), queries.shelf(found.request_id) if found.is_waiting else []
    page = render_template(
        "decisions/review.html", review=found, form=form, asked=found.request, rows=rows, shelf=shelf
    )
    return page, 422 if form.errors else 200
