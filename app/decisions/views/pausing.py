"""Pausing the search of files, for operators."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import PauseForm
from app.decisions.models import SearchPause
from app.decisions.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/search-pauses", methods=["GET", "POST"])
def search_pauses() -> ResponseReturnValue:
    """Whether files are searched for personal data; pause that, for a day at most."""
    authorize("pause", SearchPause)
    form = PauseForm()
    why, hours = form.why.data or "", form.hours.data or 0
    if carried_out(form, lambda: service.pause_search(why, hours, by=current_user, at=clock.now())):
        flash(_("살펴보기를 멈췄습니다. 때가 되면 저절로 다시 켜지고, 그동안 올린 파일을 모두 살펴봅니다."), "success")
        return to("search_pauses")
    page = render_template(
        "decisions/search_pauses.html", form=form, pause=queries.search_pause(clock.now()), pauses=queries.pauses()
    )
    return page, 422 if form.errors else 200


@bp.post("/search-pauses/ending")
def resume_search() -> ResponseReturnValue:
    """Search files again, before the pause ends by itself."""
    authorize("pause", SearchPause)
    with transaction():
        service.resume_search(by=current_user, at=clock.now())
    flash(_("다시 살펴봅니다. 멈춘 동안 올린 파일도 곧 살펴봅니다."), "success")
    return to("search_pauses")
