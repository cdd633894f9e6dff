"""A test, and news that goes out once more."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.hooks import queries, service
from app.hooks.forms import TryForm
from app.hooks.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.kernel.security import limiter

TRIES = "10 per minute; 60 per hour"  # of a person's hand: each is a request to somebody else's server


def _person() -> str:
    return f"user:{current_user.id}"


@bp.post("/<int:webhook_id>/test")
@limiter.limit(TRIES, key_func=_person)
def try_out(webhook_id: int) -> ResponseReturnValue:
    """Send something that says nothing."""
    webhook = queries.webhook(webhook_id)
    authorize("send", webhook)
    form = TryForm()
    once = form.once.data if form.validate_on_submit() else None
    with transaction():
        service.try_out(webhook, once=once, at=clock.now())
    flash(_("시험 소식을 보냅니다. 잠시 뒤 이 쪽을 새로 열면 어떻게 되었는지 보입니다."), "success")
    return to("show", webhook_id=webhook_id)


@bp.post("/<int:webhook_id>/deliveries/<int:delivery_id>/redelivery")
@limiter.limit(TRIES, key_func=_person)
def redeliver(webhook_id: int, delivery_id: int) -> ResponseReturnValue:
    """Send the same news once more, under the same id."""
    webhook = queries.webhook(webhook_id)
    authorize("send", webhook)
    with transaction():
        service.redeliver(webhook, delivery_id, at=clock.now())
    flash(_("다시 보냅니다. 잠시 뒤 이 쪽을 새로 열어 주세요."), "success")
    return to("show", webhook_id=webhook_id)
