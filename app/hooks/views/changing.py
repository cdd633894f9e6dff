"""A webhook pauses, goes on, gets another secret, is removed."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.hooks import queries, service
from app.hooks.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import shown_once
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.post("/<int:webhook_id>/pause")
def pause(webhook_id: int) -> ResponseReturnValue:
    """Send nothing for a while."""
    webhook = queries.webhook(webhook_id)
    authorize("change", webhook)
    with transaction():
        service.pause(webhook, by=current_user, at=clock.now())
    flash(_("쉽니다. 쉬는 동안 생긴 소식은 나중에도 보내지 않습니다."), "success")
    return to("show", webhook_id=webhook_id)


@bp.post("/<int:webhook_id>/resumption")
def resume(webhook_id: int) -> ResponseReturnValue:
    """Send again."""
    webhook = queries.webhook(webhook_id)
    authorize("hear", webhook)
    with transaction():
        service.resume(webhook, by=current_user, at=clock.now())
    flash(_("다시 보냅니다."), "success")
    return to("show", webhook_id=webhook_id)


@bp.post("/<int:webhook_id>/secret")
def renew_secret(webhook_id: int) -> ResponseReturnValue:
    """Another secret; it stands on the answer to this press and nowhere else."""
    webhook = queries.webhook(webhook_id)
    authorize("change", webhook)
    with transaction():
        secret = service.renew_secret(webhook, by=current_user, at=clock.now())
    page, shown = url_for("hooks.show", webhook_id=webhook_id), queries.webhook(webhook_id)
    return shown_once("hooks/secret.html", page, secret, webhook=shown, is_new=False)


@bp.post("/<int:webhook_id>/removal")
def remove(webhook_id: int) -> ResponseReturnValue:
    """Away with it."""
    webhook = queries.webhook(webhook_id)
    authorize("change", webhook)
    with transaction():
        service.remove(webhook, by=current_user, at=clock.now())
    flash(_("웹훅을 지웠습니다. 이제 아무것도 보내지 않습니다."), "success")
    return to("index")
