"""The photos of a proposal, for those who may edit it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock, files
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms import DescriptionForm, PhotoForm, WithPhoto
from app.proposals.models import MOST_PHOTOS, Photo, Proposal
from app.proposals.views.blueprint import bp


def _back(proposal_id: int, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for(".photos", proposal_id=proposal_id), 303)


@contextmanager
def no_orphan(form: WithPhoto) -> Iterator[None]:
    """Take the file away again where the deed inside was refused: no row leads to it."""
    try:
        yield
    finally:
        if form.stored and not queries.has_photo(form.stored.key):
            files.remove_image(form.stored.key)


def _add(proposal: Proposal, form: PhotoForm) -> Photo:
    words = form.description.data or ""
    return service.add_photo(proposal, form.made_anew, description=words, at=clock.now(), once=form.once.data)


@bp.route("/proposals/<int:proposal_id>/photos", methods=["GET", "POST"])
def photos(proposal_id: int) -> ResponseReturnValue:
    """See the photos, and add one."""
    proposal = queries.proposal(proposal_id)
    authorize("edit", proposal)
    form = PhotoForm()
    twin = queries.photo_once(proposal_id, form.once.data) if form.is_submitted() else None
    with no_orphan(form):
        added = twin or carried_out(form, lambda: _add(proposal, form))
    if added:
        return _back(proposal_id, _("사진을 올렸습니다. 찍은 곳과 때 같은 숨은 정보는 지웠습니다."))
    html = render_template("proposals/photos.html", proposal=proposal, form=form, most=MOST_PHOTOS)
    return html, 422 if form.errors else 200


@bp.post("/proposals/<int:proposal_id>/photos/<int:photo_id>/description")
def description(proposal_id: int, photo_id: int) -> ResponseReturnValue:
    """Say in other words what is on a photo."""
    proposal = queries.proposal(proposal_id)
    authorize("edit", proposal)
    photo, form = queries.photo(proposal, photo_id), DescriptionForm()
    words = form.description.data or ""
    if not carried_out(form, lambda: service.describe_photo(proposal, photo, description=words)):
        raise Invalid(" ".join(str(error) for error in form.description.errors))
    return _back(proposal_id, _("사진 설명을 고쳤습니다."))


@bp.post("/proposals/<int:proposal_id>/photos/<int:photo_id>/removal")
def removal(proposal_id: int, photo_id: int) -> ResponseReturnValue:
    """Take a photo away for good."""
    proposal = queries.proposal(proposal_id)
    authorize("edit", proposal)
    photo = queries.photo(proposal, photo_id)
    with transaction():
        key = service.remove_photo(proposal, photo, at=clock.now())
    files.remove_image(key)
    return _back(proposal_id, _("사진을 지웠습니다."))
