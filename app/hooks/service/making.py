"""Webhooks: made, paused, given a new secret, removed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from app.hooks import queries
from app.hooks.models import Delivery, Webhook
from app.hooks.queries import Area
from app.hooks.service.signing import secret_of
from app.hooks.states import OFFERED, News
from app.kernel import chance
from app.kernel.db import insert_if_new, kept_once, session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.kernel.security import keyed_hash
from app.people.models import User

MOST = 10  # a person
MESSAGE = "msg_"


def make(
    user: User, name: str, address: str, kinds: Sequence[News], area: Area, *, once: str | None, at: datetime
) -> tuple[Webhook, str]:
    """Make a webhook to an address that was checked; returns it and its secret, the only time the secret is seen.

    The same form again: no secret. Raises Invalid where the person has MOST already.
    """
    session().execute(select(User.id).where(User.id == user.id).with_for_update())
    made = Webhook(
        user_id=user.id,
        dong_id=area.dong.id if area.dong else None,
        council_id=area.council.id if area.council else None,
        name=name,
        address=address,
        words=[news.value for news in OFFERED if news in kinds],
        seed=chance.token(32),
        seeded_at=at,
        once=once or None,
        made_at=at,
    )
    kept, is_new = kept_once(made, lambda: queries.made_once(user.id, once))
    if not is_new:
        return kept, ""
    if len(queries.of_user(user.id)) > MOST:
        raise Invalid(_("웹훅은 %(most)s개까지 둘 수 있습니다. 쓰지 않는 것을 먼저 지워 주세요.", most=MOST))
    record("webhook.made", kept, by=user, at=at)
    return kept, secret_of(kept.seed)


def renew_secret(webhook: Webhook, *, by: User, at: datetime) -> str:
    """Sign with another secret from now on, and for a day with the one before too; returns its text, once."""
    held = queries.locked_webhook(webhook.id)
    held.old_seed, held.seed, held.seeded_at = held.seed, chance.token(32), at
    record("webhook.secret_renewed", held, by=by, at=at)
    return secret_of(held.seed)


def pause(webhook: Webhook, *, by: User, at: datetime) -> None:
    """Send nothing for a while; what waits goes on waiting. Doing it twice changes nothing."""
    held = queries.locked_webhook(webhook.id)
    if held.is_active:
        held.move("pause")
        record("webhook.paused", held, by=by, at=at)


def resume(webhook: Webhook, *, by: User, at: datetime) -> None:
    """Send again, also after it has stopped by itself. Doing it twice changes nothing."""
    held = queries.locked_webhook(webhook.id)
    if not held.is_active:
        held.move("resume")
        held.why_stopped, held.failing_since = None, None
        record("webhook.resumed", held, by=by, at=at)


def remove(webhook: Webhook, *, by: User, at: datetime) -> None:
    """Destroy it with its secret and its deliveries."""
    record("webhook.removed", webhook, by=by, at=at)
    session().execute(delete(Delivery).where(Delivery.webhook_id == webhook.id))
    session().execute(delete(Webhook).where(Webhook.id == webhook.id))


def forget_all(user_id: int) -> None:
    """Destroy those of a person who leaves."""
    own = select(Webhook.id).where(Webhook.user_id == user_id)
    session().execute(delete(Delivery).where(Delivery.webhook_id.in_(own)))
    session().execute(delete(Webhook).where(Webhook.user_id == user_id))


def try_out(webhook: Webhook, *, once: str | None, at: datetime) -> None:
    """Let one delivery go that says nothing but that it is a test; the same form again sends no second one."""
    insert_if_new(
        Delivery,
        webhook_id=webhook.id,
        message_id=MESSAGE + (keyed_hash("webhook-test", str(webhook.id), once)[:32] if once else chance.token()),
        kind=News.TEST,
        occurred_at=at,
        next_try_at=at,
    )
