"""The e-mail address of one's account, and the link that stops letters."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import Form, carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize, public
from app.kernel.security import limiter
from app.people import queries
from app.people.forms import AddressForm, CodeForm
from app.people.service import accounts, addresses, codes
from app.people.views.blueprint import CODES, SIGN_INS, bp
from app.people.views.proving import has_just_proved_the_contact, knows_the_password

KEY = "address_key"


@bp.route("/account/address", methods=["GET", "POST"])
@limiter.limit(CODES, methods=["POST"])
def address() -> ResponseReturnValue:
    """Which address letters go to: with the password, or minutes after coming in with a code."""
    authorize("edit", current_user)
    form, is_proved = AddressForm(), has_just_proved_the_contact()
    if form.validate_on_submit() and (is_proved or knows_the_password(form)):
        key = carried_out(form, lambda: addresses.ask(current_user, form.contact.contact, at=clock.now()))
        if key:
            return _to_the_code(key)
    html = render_template("people/address.html", form=form, is_proved=is_proved, user=current_user)
    return html, 422 if form.is_submitted() else 200


def _to_the_code(key: str) -> ResponseReturnValue:
    session[KEY] = key
    return redirect(url_for("people.address_code"), 303)


@bp.route("/account/address/code", methods=["GET", "POST"])
@limiter.limit(SIGN_INS, methods=["POST"])
def address_code() -> ResponseReturnValue:
    """Where the code that came to the new address is typed."""
    authorize("edit", current_user)
    sent = queries.code_with(session.get(KEY, ""), clock.now())
    if sent is None:
        return redirect(url_for("people.address"), 303)
    form = CodeForm()
    code = form.code.data or ""
    if carried_out(form, lambda: addresses.confirm(current_user, sent.key, code, at=clock.now())):
        session.pop(KEY, None)  # going back and asking once more would write to the address as if it were another's
        flash(_("전자우편 주소를 등록했습니다."), "success")
        return redirect(url_for("people.account"), 303)
    if form.is_submitted() and not form.errors:
        form.refuse(_("인증번호가 맞지 않습니다. 다섯 번 틀리면 새로 받으셔야 합니다."), "code")
    html = render_template("people/address_code.html", form=form, contact=sent.sent_to)
    return html, 422 if form.is_submitted() else 200


@bp.post("/account/address/codes")
@limiter.limit(CODES)
def another_address_code() -> ResponseReturnValue:
    """Send another code to the same address."""
    authorize("edit", current_user)
    with transaction():
        key = codes.send_again(session.get(KEY, ""), at=clock.now(), user_id=current_user.id)
    if key is None:
        return redirect(url_for("people.address"), 303)
    flash(_("인증번호를 다시 보냈습니다. 새로 온 번호를 넣어 주세요."), "success")
    return _to_the_code(key)


@bp.post("/account/address/removal")
def drop_address() -> ResponseReturnValue:
    """Forget the address; the phone stays."""
    authorize("edit", current_user)
    with transaction():
        addresses.drop(current_user, at=clock.now())
    flash(_("전자우편 주소를 지웠습니다."), "success")
    return redirect(url_for("people.account"), 303)


@bp.route("/letters/<string:word>", methods=["GET", "POST"])
@public
def stop_letters(word: str) -> ResponseReturnValue:
    """One press stops the letters of whoever got the link in one; nobody need sign in, and nobody is named."""
    reader, form = queries.user_with_stop_word(word), Form()
    if form.validate_on_submit():
        with transaction():
            accounts.stop_letters(reader)
        flash(_("이제 소식을 전자우편으로 보내지 않습니다."), "success")
        return redirect(url_for("people.stop_letters", word=word), 303)
    html = render_template("people/stop_letters.html", form=form, word=word, is_on=reader.letters_wanted)
    return html, 422 if form.is_submitted() else 200
