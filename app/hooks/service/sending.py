"""Deliveries: heard of, taken, settled. Nothing is sent from here, and nothing is held while it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from sqlalchemy import delete

from app.hooks import queries
from app.hooks.models import Delivery, Webhook
from app.hooks.service.making import MESSAGE
from app.hooks.service.signing import secret_of
from app.hooks.service.wire import Outcome
from app.hooks.states import (
    JITTER,
    KEPT_DAYS,
    LEASE,
    LONG_FAILING,
    LONGEST_ASKED,
    NEWS_OF,
    PAUSES,
    DeliveryState,
    Trouble,
    WhyStopped,
)
from app.kernel import chance
from app.kernel.db import insert_if_new, session
from app.kernel.events import Event, record
from app.kernel.policy import can

AT_ONCE = 8  # deliveries that one worker has on the way together
GONE = 410


@dataclass(frozen=True)
class Parcel:
    """A delivery that this worker has taken, and where it goes with which secrets."""

    delivery: Delivery
    address: str
    secrets: Sequence[str]


def heard(event: Event) -> None:
    """Let the news of the event wait for every webhook that hears of it; heard twice, it waits once.

    Whoever may no longer have news of the area stops the webhook instead.
    """
    news = NEWS_OF[event.action]
    for webhook in queries.hearing(event.council_id) if event.council_id else ():
        if news not in webhook.kinds:
            continue
        if not can(webhook.user, "hear", webhook):
            _stop(queries.locked_webhook(webhook.id), WhyStopped.NOT_ALLOWED, at=event.at)
            continue
        insert_if_new(
            Delivery,
            webhook_id=webhook.id,
            event_id=event.id,
            message_id=MESSAGE + chance.token(),
            kind=news,
            number=event.subject_id,
            occurred_at=event.at,
            next_try_at=event.at,
        )


def taken(at: datetime) -> Sequence[Parcel]:
    """What this worker sends now. Each is counted as tried, and comes back after LEASE where the worker dies."""
    parcels = []
    for delivery in queries.due(at, AT_ONCE):
        webhook = queries.webhook(delivery.webhook_id)
        delivery.take(at, LEASE)
        parcels.append(Parcel(delivery, webhook.address, [secret_of(seed) for seed in webhook.seeds(at)]))
    session().flush()
    return parcels


def settle(number: int, outcome: Outcome, *, at: datetime) -> None:
    """Write down what came of a try: it has arrived, is tried again later, or has failed for good."""
    held = queries.locked_delivery(number)
    if held is None or not held.is_waiting:
        return
    held.status, held.trouble = outcome.status, outcome.trouble
    if outcome.trouble is Trouble.NOT_PUBLIC:
        held.move("drop")
        return
    webhook = queries.locked_webhook(held.webhook_id)
    if outcome.is_taken:
        held.move("arrive")
        webhook.failing_since = None
        return
    webhook.failing_since = webhook.failing_since or at
    if outcome.status == GONE or held.is_exhausted:
        held.move("fail")
    else:
        held.next_try_at = at + _pause(held.attempts, outcome.retry_after, at)
    if outcome.status == GONE:
        _stop(webhook, WhyStopped.GONE, at=at)
    elif held.is_exhausted and webhook.failing_since <= at - LONG_FAILING:
        _stop(webhook, WhyStopped.FAILING, at=at)


def _stop(webhook: Webhook, why: WhyStopped, *, at: datetime) -> None:
    """It stops by itself, once, and its owner is told (webhook.stopped)."""
    if webhook.is_active:
        webhook.move("stop")
        webhook.why_stopped = why
        record("webhook.stopped", webhook, by=None, at=at, user_id=webhook.user_id)


def _pause(attempts: int, retry_after: str, at: datetime) -> timedelta:
    """How long until the next try: longer each time, a little by chance, and as long as the receiver asks for."""
    usual = PAUSES[min(attempts, len(PAUSES)) - 1] * chance.between(1 - JITTER, 1 + JITTER)
    return max(usual, min(_asked(retry_after, at), LONGEST_ASKED))


def _asked(retry_after: str, at: datetime) -> timedelta:
    """Retry-After (RFC 9110, 10.2.3): seconds or a date; none for what is neither."""
    given = retry_after.strip()
    if given.isascii() and given.isdigit():
        return timedelta(seconds=min(int(given[:9]), 10**8))
    try:
        moment = parsedate_to_datetime(given)
    except ValueError:
        return timedelta()
    return moment - at if moment.tzinfo else timedelta()


def redeliver(webhook: Webhook, delivery_id: int, *, at: datetime) -> None:
    """Send it once more from the start, under the id that it had. Raises NotFound where it is another's."""
    held = queries.delivery(webhook.id, delivery_id)
    if not held.is_waiting:
        held.move("redeliver")
        held.attempts = 0
    held.next_try_at = at


def forget_old(at: datetime) -> None:
    """Destroy what has ended long ago."""
    ended = (Delivery.state != DeliveryState.WAITING) & (Delivery.occurred_at < at - timedelta(days=KEPT_DAYS))
    session().execute(delete(Delivery).where(ended))
