"""Pages of a council's rules of talk: the grounds for hiding, the settings, and the log of what was done."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.discussion import queries, service
from app.discussion.forms import NEVER, TalkRulesForm
from app.discussion.models import TalkRules
from app.discussion.states import Ground
from app.discussion.views.blueprint import bp
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.paging import page_number
from app.kernel.policy import authorize


@bp.get("/councils/<int:council_id>/talk-rules")
def talk_rules(council_id: int) -> ResponseReturnValue:
    """Why a comment may be hidden, who looks by when, and what its writer can do."""
    council = councils.council(council_id)
    authorize("read", council)
    rules = queries.rules_of(council)
    return render_template("discussion/rules.html", council=council, rules=rules, grounds=list(Ground))


def _written(rules: TalkRules) -> dict[str, object]:
    """The rules as their form shows them."""
    names = ("hours", "words", "quiet_from", "quiet_until", "new_days", "new_per_hour")
    return {name: NEVER if getattr(rules, name) is None else getattr(rules, name) for name in names}


@bp.route("/councils/<int:council_id>/talk-rules/edition", methods=["GET", "POST"])
def edit_talk_rules(council_id: int) -> ResponseReturnValue:
    """Set them."""
    council = councils.council(council_id)
    rules = queries.rules_of(council)
    authorize("edit_rules", rules)
    form = TalkRulesForm(data=_written(rules))
    if carried_out(form, lambda: service.amend_rules(council, form.values, by=current_user, at=clock.now())):
        flash(_("토론 규칙을 바꾸었습니다. 지금부터 지킵니다."), "success")
        return redirect(url_for(".talk_rules", council_id=council_id), 303)
    html = render_template("discussion/edit_rules.html", council=council, form=form)
    return html, 422 if form.errors else 200


@bp.get("/councils/<int:council_id>/moderation-log")
def moderation_log(council_id: int) -> ResponseReturnValue:
    """What was done with comments of the council and why, without names and without their words."""
    council = councils.council(council_id)
    authorize("read", council)
    log = queries.log(council_id, page_number(request.args.get("page")))
    return render_template("discussion/log.html", council=council, log=log)
