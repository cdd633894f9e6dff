"""Tokens of one's own programs: made, shown once, taken back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.people import queries
from app.people.forms import TokenForm
from app.people.service import tokens as service
from app.people.views.blueprint import bp


def _page(form: TokenForm, status: int = 200) -> ResponseReturnValue:
    user_id, now = current_user.id, clock.now()
    own, ended = queries.api_tokens_of(user_id, now), queries.ended_api_tokens_of(user_id, now)
    return render_template("people/tokens.html", form=form, tokens=own, ended=ended), status


@bp.get("/account/tokens")
def tokens() -> ResponseReturnValue:
    """The programs that may act for the person, and the form for one more."""
    authorize("edit", current_user)
    return _page(TokenForm())


@bp.post("/account/tokens")
def make_token() -> ResponseReturnValue:
    """One more; its text stands on the answer to this press and nowhere else."""
    authorize("edit", current_user)
    form, at = TokenForm(), clock.now()
    name, days, once = form.name.data or "", form.days.data or 0, form.once.data
    made = carried_out(form, lambda: service.make(current_user, name, form.ticked, days=days, once=once, at=at))
    if made is None:
        return _page(form, 422)
    token, text = made
    if not text:
        flash(_("이미 만든 토큰입니다. 적어 두지 못하셨으면 거두고 새로 만들어 주세요."), "info")
        return redirect(url_for("people.tokens"), 303)
    return render_template("people/token.html", token=token, text=text)


@bp.post("/account/tokens/<int:token_id>/revocation")
def revoke_token(token_id: int) -> ResponseReturnValue:
    """Take one back at once."""
    token = queries.api_token(token_id)
    authorize("revoke", token)
    with transaction():
        service.revoke(token, by=current_user, at=clock.now())
    flash(_("토큰을 거두었습니다. 그 프로그램은 이제 아무것도 할 수 없습니다."), "success")
    return redirect(url_for("people.tokens"), 303)
