"""Asking to belong to a council, and leaving it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from app.councils import queries, service
from app.councils.forms.joining import JoinForm
from app.councils.models import Council, Membership
from app.councils.service.rules import Rules, sentences
from app.councils.states import Tie
from app.councils.views.blueprint import bp
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.files import link
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/councils/<int:council_id>/memberships/new", methods=["GET", "POST"])
def join(council_id: int) -> ResponseReturnValue:
    """Ask to belong, see what became of it, ask again or leave."""
    council = queries.council(council_id)
    authorize("join", council)
    membership = queries.membership_of(council.id, current_user.id)
    form = JoinForm(council.bylaws.ties)
    asked = carried_out(form, lambda: _ask(council, form))
    if asked is None:
        said = sentences(Rules.of(council.bylaws))
        page = render_template("councils/join.html", council=council, membership=membership, form=form, said=said)
        return page, 422 if form.errors else 200
    flash(_("신청했습니다. 동주민센터 담당자가 확인하면 알려 드립니다."), "success")
    return redirect(url_for(".join", council_id=council.id), 303)


def _ask(council: Council, form: JoinForm) -> Membership:
    return service.ask(
        council,
        tie=Tie(form.tie.data),
        birth_year=form.birth_year.data or 0,
        legal_name=form.legal_name.data or "",
        place=form.place.data or "",
        by=current_user,
        at=clock.now(),
    )


@bp.post("/memberships/<int:membership_id>/departure")
def leave(membership_id: int) -> Response:
    """Leave, or take the request back."""
    membership = queries.membership(membership_id)
    authorize("leave", membership)
    with transaction():
        service.leave(membership, by=current_user, at=clock.now())
    flash(_("나갔습니다. 태어난 해와 이름, 길 이름은 지웠습니다. 언제든 다시 신청할 수 있습니다."), "success")
    council_id = membership.council_id
    return redirect(link("home.council", council_id=council_id) or url_for(".join", council_id=council_id), 303)
