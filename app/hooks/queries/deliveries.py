"""Reads of deliveries: what is due, and what became of the last."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from app.hooks.models import Delivery, Webhook
from app.hooks.states import DeliveryState, WebhookState
from app.kernel.db import session
from app.kernel.errors import NotFound

SHOWN = 50


def deliveries_of(webhook_id: int) -> Sequence[Delivery]:
    """The last ones of the webhook, the latest first."""
    last = select(Delivery).where(Delivery.webhook_id == webhook_id).order_by(Delivery.id.desc())
    return session().scalars(last.limit(SHOWN)).all()


def delivery(webhook_id: int, delivery_id: int) -> Delivery:
    """The delivery of this webhook, held until the transaction ends; NotFound where it is another's."""
    found = locked_delivery(delivery_id)
    if found is None or found.webhook_id != webhook_id:
        raise NotFound
    return found


def locked_delivery(delivery_id: int) -> Delivery | None:
    """The delivery as it is now, held until the transaction ends; None where it is gone."""
    held = select(Delivery).where(Delivery.id == delivery_id).with_for_update()
    return session().scalars(held.execution_options(populate_existing=True)).one_or_none()


def due(at: datetime, most: int) -> Sequence[Delivery]:
    """What is to be sent now, held until the transaction ends: of each active webhook one, the oldest.

    So a receiver that is slow or away keeps no other waiting, and a row that another worker holds is passed over.
    """
    ready = (Delivery.state == DeliveryState.WAITING) & (Delivery.next_try_at <= at)
    first = (
        select(func.min(Delivery.id))
        .join(Webhook, Webhook.id == Delivery.webhook_id)
        .where(ready, Webhook.state == WebhookState.ACTIVE)
        .group_by(Delivery.webhook_id)
    )
    wanted = select(Delivery).where(Delivery.id.in_(first), ready).order_by(Delivery.next_try_at, Delivery.id)
    held = wanted.limit(most).with_for_update(skip_locked=True, of=Delivery)
    return session().scalars(held.execution_options(populate_existing=True)).all()
