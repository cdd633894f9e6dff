"""Webhooks, and news that waits for them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.councils.models import Council
from app.hooks import jobs, service
from app.hooks.models import Delivery, Webhook
from app.hooks.queries import Area
from app.hooks.service.wire import Outcome
from app.hooks.states import OFFERED, News
from app.kernel import clock, events
from app.kernel.db import session, transaction
from app.notices.models import Notification
from app.people.models import User
from tests import factories

ADDRESS = "https://hooks.example.org/golmok"


def a_webhook(user: User, area: Area | None = None, *kinds: News, **given: Any) -> tuple[Webhook, str]:
    """A webhook with its secret; of everything, and every kind of news, where nothing is said."""
    with transaction():
        return service.make(
            user,
            given.get("name", "우리 게시판"),
            given.get("address", ADDRESS),
            kinds or OFFERED,
            area or Area(),
            once=given.get("once"),
            at=given.get("at") or clock.now(),
        )


def an_operators_webhook(**given: Any) -> tuple[Webhook, str]:
    """Of everything."""
    return a_webhook(factories.an_operator(), None, **given)


def a_council_webhook(council: Council, *kinds: News, **given: Any) -> tuple[Webhook, str]:
    """Of a council, by a facilitator of it."""
    return a_webhook(factories.a_facilitator(council), Area(None, council), *kinds, **given)


def delivered(at: datetime | None = None) -> int:
    """The worker hands events over and sends once; how many arrived."""
    moment = at or clock.now()
    events.deliver(moment)
    return jobs.send_news(moment)


def all_deliveries() -> list[Delivery]:
    """Every one, oldest first, as the database has it."""
    session().rollback()
    found = select(Delivery).order_by(Delivery.id).execution_options(populate_existing=True)
    return list(session().scalars(found))


def the_delivery() -> Delivery:
    """The only one."""
    [one] = all_deliveries()
    return one


def as_it_is(webhook: Webhook) -> Webhook:
    """The webhook as the database has it."""
    session().rollback()
    found = session().get(Webhook, webhook.id, populate_existing=True)
    assert found
    return found


def tried_until_the_end(most: int = 20) -> list[datetime]:
    """Each moment of a try, as the delivery says itself when it comes next."""
    moments: list[datetime] = []
    at = clock.now()
    while the_delivery().is_waiting and len(moments) < most:
        assert jobs.send_news(at - timedelta(seconds=1)) == 0
        jobs.send_news(at)
        moments.append(at)
        at = the_delivery().next_try_at
    return moments


def settled(outcome: Outcome, at: datetime) -> Delivery:
    """The only delivery, taken by a worker for whom this came of it."""
    with transaction():
        service.taken(at)
    number = the_delivery().id
    with transaction():
        service.settle(number, outcome, at=at)
    return the_delivery()


def notices_of(person: User) -> list[Notification]:
    """What the person was told."""
    events.deliver(clock.now())
    return list(
        session().scalars(
            select(Notification).where(Notification.user_id == person.id).options(joinedload(Notification.event))
        )
    )
