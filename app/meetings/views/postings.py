"""Where the paper notice was put up: photos, for everybody to see and for facilitator and officer to add."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import files
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import PostingForm
from app.meetings.models import Meeting, Posting
from app.meetings.service.posting import Hung
from app.meetings.views.blueprint import bp, to


def _put_up(meeting: Meeting, form: PostingForm) -> Posting | None:
    """Keep what was filled in; the file of a form that was refused, or had been sent before, goes again."""
    by = current_user

    def keep() -> Posting:
        hung = Hung(form.place.data or "", form.posted_at, form.description.data or "")
        return service.put_up(meeting, hung, form.made_anew, once=form.once.data or None, by=by)

    try:
        return carried_out(form, keep)
    finally:
        if form.stored and not queries.is_posted(form.stored.key):
            files.remove_image(form.stored.key)


@bp.route("/meetings/<int:meeting_id>/postings", methods=["GET", "POST"])
def postings(meeting_id: int) -> ResponseReturnValue:
    """See where it hangs, and add a place."""
    meeting = queries.meeting(meeting_id)
    authorize("put_up", meeting)
    form = PostingForm()
    if _put_up(meeting, form):
        flash(_("사진을 올렸습니다. 찍은 곳과 때 같은 숨은 정보는 지웠습니다."))
        return to("postings", meeting_id=meeting_id)
    meeting = queries.meeting(meeting_id)
    paper = queries.paper_notice(meeting)
    html = render_template("meetings/postings.html", meeting=meeting, form=form, paper=paper)
    return html, 422 if form.errors else 200


@bp.get("/meetings/<int:meeting_id>/postings/<int:posting_id>/photo")
def posting_photo(meeting_id: int, posting_id: int) -> ResponseReturnValue:
    """One photo, for whoever may read the notice."""
    authorize("read", queries.meeting(meeting_id))
    return files.answer_image(queries.posting(meeting_id, posting_id).key)


@bp.post("/meetings/<int:meeting_id>/postings/<int:posting_id>/removal")
def take_down(meeting_id: int, posting_id: int) -> ResponseReturnValue:
    """Take a photo away for good."""
    meeting = queries.meeting(meeting_id)
    authorize("put_up", meeting)
    posting = queries.posting(meeting_id, posting_id)
    with transaction():
        key = service.take_down(meeting, posting)
    files.remove_image(key)
    flash(_("사진을 지웠습니다."))
    return to("postings", meeting_id=meeting_id)
