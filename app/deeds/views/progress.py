"""Words of progress: one press on a phone, with a photo."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.deeds import queries, service
from app.deeds.forms import ProgressForm
from app.deeds.models import MOST_PHOTOS, Commitment
from app.deeds.states import Step
from app.deeds.views.blueprint import bp, to
from app.kernel import clock, files
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


def _told(commitment: Commitment, form: ProgressForm) -> bool:
    """Keep what was told; the file of a form that was refused, or had been sent before, goes again."""
    by, at = current_user, clock.now()

    def keep() -> bool:
        service.tell(commitment, form.told, once=form.once.data or None, by=by, at=at)
        return True

    try:
        return bool(carried_out(form, keep))
    finally:
        if form.stored and not queries.has_photo(form.stored.key):
            files.remove_image(form.stored.key)


@bp.route("/commitments/<int:commitment_id>/progress", methods=["GET", "POST"])
def progress(commitment_id: int) -> ResponseReturnValue:
    """Tell how it goes on: words, a photo before or after, that it has begun or is done."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    form = ProgressForm()
    if _told(commitment, form):
        flash(_("알렸습니다. 모두가 이 쪽에서 봅니다."), "success")
        return to("show", commitment_id=commitment_id)
    shown = queries.commitment(commitment_id)
    page = render_template("deeds/progress.html", commitment=shown, form=form, Step=Step, most=MOST_PHOTOS)
    return page, 422 if form.errors else 200


@bp.post("/commitments/<int:commitment_id>/photos/<int:photo_id>/removal")
def remove_photo(commitment_id: int, photo_id: int) -> ResponseReturnValue:
    """Take a photo away for good."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    photo = queries.photo(commitment_id, photo_id)
    with transaction():
        key = service.remove_photo(commitment, photo, by=current_user, at=clock.now())
    files.remove_image(key)
    flash(_("사진을 지웠습니다."), "success")
    return to("progress", commitment_id=commitment_id)
