"""Becoming a resident with a name here."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import language
from app.kernel.policy import public
from app.kernel.security import limiter
from app.people.forms import RegisterForm
from app.people.service import accounts, codes
from app.people.views.blueprint import CODES, bp, next_page
from app.people.views.entrance import to_the_code


@bp.route("/account/new", methods=["GET", "POST"])
@limiter.limit(CODES, methods=["POST"])
@public
def register() -> ResponseReturnValue:
    """Name, contact and, if wanted, a password; the account begins when the contact is proved.

    The answer is the same for a contact that has an account: only its owner's message says so.
    """
    form = RegisterForm()
    if form.validate_on_submit():
        newcomer = accounts.newcomer(
            form.name.data or "",
            password_hash=accounts.hashed(form.password.data) if form.password.data else None,
            language=language(),
            letters_wanted=bool(form.letters_wanted.data),
        )
        key = carried_out(form, lambda: codes.send(form.contact.contact, at=clock.now(), newcomer=newcomer))
        if key:
            return to_the_code(key)
    html = render_template("people/register.html", form=form, here=url_for("people.register"), next=next_page())
    return html, 422 if form.is_submitted() else 200
