"""갈래 나누기: groups of a budget's options, on a page of its own between writing a poll and opening it."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel.errors import Conflict
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.polls import queries, service
from app.polls.forms import GroupsForm
from app.polls.methods import METHODS
from app.polls.views.blueprint import bp, to


@bp.route("/polls/<int:poll_id>/groups", methods=["GET", "POST"])
def groups(poll_id: int) -> ResponseReturnValue:
    """Where each option stands, what a group may cost, and what cannot be done together."""
    poll = queries.poll(poll_id)
    authorize("edit", poll)
    if not METHODS[poll.method].has_limits:
        raise Conflict(_("이 투표 방식은 갈래를 쓰지 않습니다."))
    form = GroupsForm.of(poll)
    was_told = poll.is_announced
    done = carried_out(form, lambda: service.group_options(poll, form.places(poll), form.won(), by=current_user))
    if done is None:
        page = render_template("polls/groups.html", poll=queries.poll(poll_id), form=form)
        return page, 422 if form.is_submitted() else 200
    flash(_("갈래를 적었습니다."), "success")
    if was_told:
        flash(_("규칙이 바뀌어 알림을 거두었습니다. 다시 알려 주세요."), "warning")
    return to("show", poll_id=poll_id)
