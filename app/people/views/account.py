"""One's own account: name, language, letters, password and devices."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import Form, carried_out
from app.kernel.i18n import _, keep_language
from app.kernel.policy import authorize
from app.kernel.security import limiter
from app.people import queries
from app.people.forms import AccountForm, PasswordForm
from app.people.models import User
from app.people.service import accounts, devices
from app.people.views.blueprint import SIGN_INS, bp
from app.people.views.proving import has_just_proved_the_contact, knows_the_password


@bp.get("/account")
def account() -> ResponseReturnValue:
    """What is kept about the person, and the browsers that are signed in."""
    authorize("read", current_user)
    return _account_page(AccountForm(obj=current_user)), 200


def _account_page(form: AccountForm) -> str:
    at = clock.now()
    return render_template(
        "people/account.html",
        form=form,
        user=current_user,
        devices=queries.devices_of(current_user.id, at),
        this_device=queries.device_of(current_user.device_token),
    )


@bp.post("/account")
def edit() -> ResponseReturnValue:
    """Take the new name, language and wish for letters."""
    authorize("edit", current_user)
    form = AccountForm()
    saved = carried_out(form, lambda: _edited(form))
    if saved is None:
        return _account_page(form), 422
    flash(_("고쳤습니다."), "success")
    answer = redirect(url_for("people.account"), 303)
    keep_language(answer, saved.language)
    return answer


def _edited(form: AccountForm) -> User:
    user: User = current_user
    accounts.edit(
        user,
        name=form.name.data or "",
        language=form.language.data or "ko",
        letters_wanted=bool(form.letters_wanted.data),
    )
    return user


@bp.route("/account/password", methods=["GET", "POST"])
@limiter.limit(SIGN_INS, methods=["POST"])
def password() -> ResponseReturnValue:
    """A new password: with the old one, or minutes after coming in with a code."""
    authorize("edit", current_user)
    form = PasswordForm()
    is_proved = has_just_proved_the_contact()
    had_tokens = bool(queries.api_tokens_of(current_user.id, clock.now()))
    if form.validate_on_submit() and (is_proved or knows_the_password(form)):
        new = accounts.hashed(form.password.data or "")
        with transaction():
            accounts.change_password(current_user, new, at=clock.now())
        flash(_("비밀번호를 바꿨습니다. 다른 기기에서는 모두 로그아웃했습니다."), "success")
        if had_tokens:
            flash(_("프로그램이 쓰던 토큰도 모두 거두었습니다."), "info")
        return redirect(url_for("people.account"), 303)
    html = render_template("people/password.html", form=form, is_proved=is_proved, user=current_user)
    return html, 422 if form.is_submitted() else 200


@bp.post("/account/devices/<int:device_id>/revocation")
def revoke(device_id: int) -> ResponseReturnValue:
    """Sign one of the own devices out."""
    device = queries.device(device_id)
    authorize("revoke", device)
    with transaction():
        devices.revoke(device, at=clock.now())
    flash(_("그 기기에서 로그아웃했습니다."), "success")
    return redirect(url_for("people.account"), 303)


@bp.post("/account/devices/revocation")
def revoke_others() -> ResponseReturnValue:
    """Sign every other device out."""
    authorize("edit", current_user)
    with transaction():
        devices.revoke_others(current_user, at=clock.now())
    flash(_("다른 기기에서 모두 로그아웃했습니다."), "success")
    return redirect(url_for("people.account"), 303)


@bp.route("/account/departure", methods=["GET", "POST"])
def leave() -> ResponseReturnValue:
    """What leaving means, and the button."""
    authorize("leave", current_user)
    form = Form()
    if not form.validate_on_submit():
        return render_template("people/leave.html", form=form), 422 if form.is_submitted() else 200
    with transaction():
        accounts.leave(current_user, at=clock.now())
    logout_user()
    session.clear()
    flash(_("탈퇴하셨습니다. 이름과 연락처를 지웠습니다. 그동안 고맙습니다."), "success")
    return redirect("/", 303)
