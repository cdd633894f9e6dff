"""A webhook that is gone, or has failed for days, stops by itself, once, and its owner is told; a person resumes it."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.hooks import service
from app.hooks.models import Delivery, Webhook
from app.hooks.service.wire import Outcome
from app.hooks.states import MOST_TRIES, DeliveryState, Trouble, WebhookState, WhyStopped
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.queries import user
from tests.factories import webhooks
from tests.hooks.receiver import Receiver


def test_gone_switches_the_webhook_off_and_tells_its_owner_once(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (410, {})
    with transaction():
        service.try_out(waiting, once=None, at=clock.now())
    assert webhooks.delivered() == 0
    found = webhooks.as_it_is(waiting)
    assert (found.state, found.why_stopped) == (WebhookState.STOPPED, WhyStopped.GONE)
    webhooks.delivered(clock.now() + timedelta(days=1))
    assert len(wired.heard) == 1
    [notice] = webhooks.notices_of(user(waiting.user_id))
    assert "우리 게시판" in notice.sentence
    assert notice.url == f"/account/webhooks/{waiting.id}"


@pytest.mark.parametrize("status", [410, 500])
def test_two_that_fail_at_once_stop_it_once(waiting: Webhook, status: int) -> None:
    """Two workers have one each on the way when the receiver says that it is gone, or fails for good."""
    at = clock.now()
    with transaction() as current:
        service.try_out(waiting, once=None, at=at)
        current.get_one(Webhook, waiting.id).failing_since = at - timedelta(days=3)
    with transaction() as current:
        current.execute(update(Delivery).values(attempts=MOST_TRIES - 1))
    parcels = []
    for _worker in range(2):
        with transaction():
            parcels += service.taken(at)
    for parcel in parcels:
        with transaction():
            service.settle(parcel.delivery.id, Outcome(status, Trouble.NOT_TAKEN), at=at)
    assert [one.state for one in webhooks.all_deliveries()] == [DeliveryState.FAILED] * 2
    assert not webhooks.as_it_is(waiting).is_active
    assert len(webhooks.notices_of(user(waiting.user_id))) == 1


def test_what_has_failed_for_days_pauses_itself_and_tells_its_owner(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (500, {})
    webhooks.tried_until_the_end()
    found = webhooks.as_it_is(waiting)
    assert (found.state, found.why_stopped) == (WebhookState.STOPPED, WhyStopped.FAILING)
    assert [notice.action for notice in webhooks.notices_of(user(waiting.user_id))] == ["webhook.stopped"]


def test_one_that_takes_some_goes_on_when_one_delivery_has_failed_for_good(waiting: Webhook) -> None:
    at = clock.now()
    number = webhooks.the_delivery().id
    with transaction():
        session().get_one(Webhook, waiting.id).failing_since = at - timedelta(hours=5)
        session().get_one(Delivery, number).attempts = MOST_TRIES - 1
    assert webhooks.settled(Outcome(500, Trouble.NOT_TAKEN), at).state is DeliveryState.FAILED
    assert webhooks.as_it_is(waiting).is_active


def test_resumed_it_sends_what_waits_and_nothing_of_what_happened_meanwhile(wired: Receiver, waiting: Webhook) -> None:
    owner = user(waiting.user_id)
    with transaction():
        service.pause(waiting, by=owner, at=clock.now())
    assert webhooks.delivered() == 0
    assert wired.heard == []
    with transaction():
        service.resume(waiting, by=owner, at=clock.now())
    assert webhooks.delivered() == 1
