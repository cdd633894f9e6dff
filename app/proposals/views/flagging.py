"""Asking that moderators look at an amendment; what they do with it is the discussion's own."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.discussion import queries as moderation
from app.discussion.forms import FlagForm
from app.discussion.models import Comment
from app.discussion.views.moderation import who_looks
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.views.blueprint import bp


def _who_looks(copy: Comment | None) -> str:
    return who_looks(moderation.case_of(copy)) if copy else ""


@bp.route("/amendments/<int:amendment_id>/flags", methods=["GET", "POST"])
def flag_amendment(amendment_id: int) -> ResponseReturnValue:
    """Ask the moderators to look at an amendment."""
    found = queries.amendment(amendment_id)
    authorize("flag", found)
    form = FlagForm()
    reason = form.reason.data or ""
    copy = carried_out(form, lambda: service.flag_amendment(found, reason=reason, by=current_user, at=clock.now()))
    if copy is not None:
        flash(_("신고했습니다. %(who)s", who=_who_looks(copy)), "success")
        return redirect(url_for(".amendment", amendment_id=amendment_id), 303)
    own = moderation.flag_of(found.copy, current_user.id) if found.copy else None
    about = {"amendment": found, "change": queries.change(found), "own_flag": own, "who_looks": _who_looks(found.copy)}
    return render_template("proposals/amendment_flag.html", form=form, **about), 422 if form.errors else 200
