"""Reads of webhooks."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.councils.models import Council
from app.hooks.models import Webhook
from app.hooks.states import WebhookState
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.people.models import User

_WHERE = (joinedload(Webhook.dong), joinedload(Webhook.council).joinedload(Council.dong))


def webhook(webhook_id: int) -> Webhook:
    """The webhook with what it is about, or NotFound."""
    found = session().get(Webhook, webhook_id, options=_WHERE)
    if found is None:
        raise NotFound
    return found


def locked_webhook(webhook_id: int) -> Webhook:
    """The same as it is now, held until the transaction ends. Raises NotFound."""
    held = select(Webhook).where(Webhook.id == webhook_id).options(*_WHERE).with_for_update(of=Webhook)
    found = session().scalars(held.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found


def of_user(user_id: int) -> Sequence[Webhook]:
    """The user's own, the latest first."""
    own = select(Webhook).where(Webhook.user_id == user_id).options(*_WHERE)
    return session().scalars(own.order_by(Webhook.id.desc())).all()


def made_once(user_id: int, once: str | None) -> Webhook | None:
    """The webhook that the user's form with this key has made already."""
    made = select(Webhook).where(Webhook.user_id == user_id, Webhook.once == once)
    return session().scalars(made).one_or_none() if once else None


def hearing(council_id: int) -> Sequence[Webhook]:
    """The active ones that hear of the council, with their owners and what these do."""
    dong_id = select(Council.dong_id).where(Council.id == council_id).scalar_subquery()
    everything = Webhook.dong_id.is_(None) & Webhook.council_id.is_(None)
    fitting = (Webhook.council_id == council_id) | (Webhook.dong_id == dong_id) | everything
    whose = joinedload(Webhook.user)
    wanted = select(Webhook).where(Webhook.state == WebhookState.ACTIVE, fitting).options(*_WHERE)
    roles = (whose.selectinload(User.posts), whose.selectinload(User.memberships))
    return session().scalars(wanted.options(*roles).order_by(Webhook.id)).all()
