"""Signing in with a password or a one-time code, and signing out."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import public
from app.kernel.security import limiter
from app.people import queries
from app.people.forms import CodeForm, SignInForm
from app.people.models import User
from app.people.service import accounts, codes, devices
from app.people.views.blueprint import CODES, SIGN_INS, bp, device_label, next_page, welcome

KEY = "code_key"


@bp.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(SIGN_INS, methods=["POST"])
@public
def sign_in() -> ResponseReturnValue:
    """The door: contact and password, or a code instead."""
    form = SignInForm()
    if form.by_code.data:
        return _send_code(form)
    user = _enter(form) if form.validate_on_submit() else None
    if user is not None:
        return welcome(user)
    return _door(form)


def _door(form: SignInForm) -> tuple[str, int]:
    html = render_template("people/sign_in.html", form=form, next=next_page())
    return html, 422 if form.is_submitted() else 200


def _enter(form: SignInForm) -> User | None:
    """One answer, and the same work, whether the contact is unknown, the password wrong or the account held."""
    if not form.password.data:
        form.refuse(_("비밀번호를 넣거나, 아래의 ‘인증번호 받기’를 눌러 주세요."), "password")
        return None
    user = queries.user_reached_at(form.contact.contact)
    is_right = accounts.matches(user, form.password.data)
    with transaction():
        entered = accounts.enter_with_password(user, is_right, at=clock.now(), label=device_label())
    if entered is None:
        form.refuse(
            _(
                "연락처나 비밀번호가 맞지 않습니다. 열 번 틀리면 15분 동안 비밀번호로 들어올 수 없습니다."
                " 그때도 인증번호로는 들어올 수 있습니다."
            )
        )
    return entered


def _send_code(form: SignInForm) -> ResponseReturnValue:
    key = carried_out(form, lambda: codes.send(form.contact.contact, at=clock.now()))
    return to_the_code(key) if key else _door(form)


def to_the_code(key: str) -> Response:
    """To the page where the code is typed; this browser alone can use it."""
    session[KEY] = key
    return redirect(url_for("people.code", next=request.args.get("next")), 303)


@bp.route("/sign-in/code", methods=["GET", "POST"])
@limiter.limit(SIGN_INS, methods=["POST"])
@public
def code() -> ResponseReturnValue:
    """Where the code that came by message is typed."""
    sent = queries.code_with(session.get(KEY, ""), clock.now())
    if sent is None:
        flash(_("인증번호를 쓸 수 있는 시간이 지났습니다. 다시 받아 주세요."), "warning")
        return redirect(url_for("people.sign_in", next=request.args.get("next")), 303)
    form = CodeForm()
    user = carried_out(
        form, lambda: accounts.enter_with_code(sent.key, form.code.data or "", at=clock.now(), label=device_label())
    )
    if user is not None:
        return welcome(user)
    if form.is_submitted() and not form.errors:
        form.refuse(_("인증번호가 맞지 않습니다. 다섯 번 틀리면 새로 받으셔야 합니다."), "code")
    html = render_template("people/code.html", form=form, contact=sent.sent_to, next=next_page())
    return html, 422 if form.is_submitted() else 200


@bp.post("/sign-in/codes")
@limiter.limit(CODES)
@public
def another_code() -> ResponseReturnValue:
    """Send another code to the same place."""
    with transaction():
        key = codes.send_again(session.get(KEY, ""), at=clock.now())
    if key is None:
        return redirect(url_for("people.sign_in", next=request.args.get("next")), 303)
    flash(_("인증번호를 다시 보냈습니다. 새로 온 번호를 넣어 주세요."), "success")
    return to_the_code(key)


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """Leave; pressing twice is harmless."""
    if current_user.is_authenticated:
        with transaction():
            devices.sign_out(current_user.device_token, at=clock.now())
    logout_user()
    session.clear()
    flash(_("로그아웃했습니다."), "success")
    return redirect("/", 303)
