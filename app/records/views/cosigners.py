"""One cosigner: its keys, what it signed, and the forms with which it registers a key and signs."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.records import queries, service
from app.records.forms import KeyForm, SignatureForm
from app.records.models import signed_text
from app.records.views.blueprint import bp, to

NEWEST = 30  # entries


@bp.get("/cosigners/<int:cosigner_id>")
def cosigner(cosigner_id: int) -> ResponseReturnValue:
    """Who it is, with which key, how far it has signed; for its own people, the forms."""
    authorize("read", queries.cosigner(cosigner_id))
    return _shown(cosigner_id)


def _shown(cosigner_id: int, key: KeyForm | None = None, signature: SignatureForm | None = None) -> str:
    standing = queries.standing(queries.cosigner(cosigner_id))
    newest, council_id = standing.newest, standing.cosigner.council_id
    since = standing.last.seq if standing.last else 0
    form = signature or SignatureForm()
    form.code.data = newest.code if newest else ""
    return render_template(
        "records/cosigner.html",
        standing=standing,
        cosigner=standing.cosigner,
        council=standing.cosigner.council,
        since=queries.checkpoints_since(council_id, since, NEWEST),
        words=queries.words(),
        text=signed_text(newest.chain, newest.seq, newest.hash) if newest else "",
        key_form=key or KeyForm(),
        signature_form=form,
    )


@bp.post("/cosigners/<int:cosigner_id>/key")
def register_key(cosigner_id: int) -> ResponseReturnValue:
    """Put a public key in force."""
    cosigner = queries.cosigner(cosigner_id)
    authorize("register", cosigner)
    form = KeyForm()
    text = form.key.data or ""
    if carried_out(form, lambda: service.register_key(cosigner, text, by=current_user, at=clock.now())) is None:
        _beside(form, "key")
        return _shown(cosigner_id, key=form), 422
    flash(_("공개 열쇠를 등록했습니다. 등록한 일이 공개 장부에 남았습니다."), "success")
    return to("cosigner", cosigner_id=cosigner_id)


@bp.post("/cosigners/<int:cosigner_id>/retirement")
def retire_key(cosigner_id: int) -> ResponseReturnValue:
    """Take the key in force out of force."""
    cosigner = queries.cosigner(cosigner_id)
    authorize("retire", cosigner)
    with transaction():
        service.retire_key(cosigner, by=current_user, at=clock.now())
    flash(_("열쇠를 거두었습니다. 거둔 일이 공개 장부에 남았습니다."), "success")
    return to("cosigner", cosigner_id=cosigner_id)


@bp.post("/cosigners/<int:cosigner_id>/cosignatures")
def cosign(cosigner_id: int) -> ResponseReturnValue:
    """Take in a signature of the newest entry."""
    cosigner = queries.cosigner(cosigner_id)
    authorize("sign", cosigner)
    form = SignatureForm()
    code, text = form.code.data or "", form.signature.data or ""
    if carried_out(form, lambda: service.cosign(cosigner, code, text, by=current_user, at=clock.now())) is None:
        _beside(form, "signature")
        return _shown(cosigner_id, signature=form), 422
    flash(_("함께 서명했습니다. 이 줄 앞의 일을 누가 고치면 이 서명이 맞지 않게 됩니다."), "success")
    return to("cosigner", cosigner_id=cosigner_id)


def _beside(form: KeyForm | SignatureForm, field: str) -> None:
    """What the service refuses is about the one field there is: say it there."""
    for reason in form.form_errors:
        form.refuse(reason, field)
    form.form_errors = []
