"""What is not taken is tried again, ever later, under one id, and not for ever; the clock is moved by hand."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.hooks import jobs, service
from app.hooks.models import Delivery, Webhook
from app.hooks.service.wire import Outcome
from app.hooks.states import (
    JITTER,
    LEASE,
    LONGEST_ASKED,
    MOST_TRIES,
    PAUSES,
    DeliveryState,
    Trouble,
    WebhookState,
    WhyStopped,
)
from app.kernel import clock, events
from app.kernel.db import session, transaction
from app.kernel.events import Event
from app.notices.models import Notification
from app.people.models import User
from app.people.queries import user
from tests.factories import webhooks
from tests.hooks.receiver import NAME, Receiver

SECOND = timedelta(seconds=1)


@pytest.fixture
def waiting(wired: Receiver) -> Webhook:
    """A webhook, and a test that waits for it."""
    webhook, _secret = webhooks.an_operators_webhook(address=wired.address())
    with transaction():
        service.try_out(webhook, once=None, at=clock.now())
    return webhook


def tried_until_the_end(most: int = 20) -> list[datetime]:
    """Each moment of a try, as the delivery says itself when it comes next."""
    moments: list[datetime] = []
    at = clock.now()
    while webhooks.the_delivery().is_waiting and len(moments) < most:
        assert jobs.send_news(at - SECOND) == 0
        jobs.send_news(at)
        moments.append(at)
        at = webhooks.the_delivery().next_try_at
    return moments


def settled(outcome: Outcome, at: datetime) -> Delivery:
    with transaction():
        service.taken(at)
    number = webhooks.the_delivery().id
    with transaction():
        service.settle(number, outcome, at=at)
    return webhooks.the_delivery()


def notices_of(person: User) -> list[Notification]:
    events.deliver(clock.now())
    return list(
        session().scalars(
            select(Notification).where(Notification.user_id == person.id).options(joinedload(Notification.event))
        )
    )


def test_eight_tries_are_spread_over_almost_three_days(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (500, {})
    moments = tried_until_the_end()
    assert len(moments) == MOST_TRIES == len(wired.heard) == 8
    for usual, (one, other) in zip(PAUSES, pairwise(moments), strict=True):
        assert usual * (1 - JITTER) <= other - one <= usual * (1 + JITTER)
    assert timedelta(days=2.6) < moments[-1] - moments[0] < timedelta(days=3.3)
    failed = webhooks.the_delivery()
    assert (failed.state, failed.status, failed.trouble) == (DeliveryState.FAILED, 500, Trouble.NOT_TAKEN)
    assert jobs.send_news(moments[-1] + timedelta(days=30)) == 0
    assert len(wired.heard) == 8


def test_each_try_has_the_same_id_and_body_and_a_moment_of_its_own(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (503, {})
    moments = tried_until_the_end(3)
    assert {heard.message_id for heard in wired.heard} == {webhooks.the_delivery().message_id}
    assert len({heard.body for heard in wired.heard}) == 1
    told = [int(heard.headers["webhook-timestamp"]) for heard in wired.heard]
    assert told == [int(moment.timestamp()) for moment in moments]
    assert len({heard.headers["webhook-signature"] for heard in wired.heard}) == 3


def test_pauses_differ_by_chance(app: Flask) -> None:
    webhook, _secret = webhooks.an_operators_webhook()
    at, found = clock.now(), set()
    for _ in range(12):
        with transaction() as current:
            current.query(Delivery).delete()
            service.try_out(webhook, once=None, at=at)
        found.add(settled(Outcome(500, Trouble.NOT_TAKEN), at).next_try_at)
    assert len(found) > 6


def test_a_success_after_failures_ends_it_and_forgets_them(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (500, {})
    tried_until_the_end(2)
    assert webhooks.as_it_is(waiting).failing_since is not None
    wired.answer = (200, {})
    assert jobs.send_news(webhooks.the_delivery().next_try_at) == 1
    done = webhooks.the_delivery()
    assert (done.state, done.status, done.trouble, done.attempts) == (DeliveryState.DELIVERED, 200, None, 3)
    assert webhooks.as_it_is(waiting).failing_since is None


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("7200", timedelta(hours=2), timedelta(hours=2)),
        ("3", PAUSES[0] * (1 - JITTER), PAUSES[0] * (1 + JITTER)),
        ("99999999", LONGEST_ASKED, LONGEST_ASKED),
        ("9" * 500, LONGEST_ASKED, LONGEST_ASKED),
        ("-5", PAUSES[0] * (1 - JITTER), PAUSES[0] * (1 + JITTER)),
        ("soon", PAUSES[0] * (1 - JITTER), PAUSES[0] * (1 + JITTER)),
        ("٣", PAUSES[0] * (1 - JITTER), PAUSES[0] * (1 + JITTER)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", PAUSES[0] * (1 - JITTER), PAUSES[0] * (1 + JITTER)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_ASKED, LONGEST_ASKED),
    ],
)
def test_retry_after_is_kept_to_up_to_a_day(waiting: Webhook, asked: str, least: timedelta, most: timedelta) -> None:
    at = clock.now()
    later = settled(Outcome(429, Trouble.NOT_TAKEN, asked), at).next_try_at - at
    assert least <= later <= most


def test_retry_after_may_be_a_date(wired: Receiver, waiting: Webhook) -> None:
    at = clock.now().replace(microsecond=0) + SECOND
    wired.answer = (503, {"Retry-After": format_datetime(at + timedelta(hours=3), usegmt=True)})
    jobs.send_news(at)
    assert webhooks.the_delivery().next_try_at == at + timedelta(hours=3)


def test_gone_switches_the_webhook_off_and_tells_its_owner_once(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (410, {})
    with transaction():
        service.try_out(waiting, once=None, at=clock.now())
    assert webhooks.delivered() == 0
    found = webhooks.as_it_is(waiting)
    assert (found.state, found.why_stopped) == (WebhookState.STOPPED, WhyStopped.GONE)
    webhooks.delivered(clock.now() + timedelta(days=1))
    assert len(wired.heard) == 1
    [notice] = notices_of(user(waiting.user_id))
    assert "우리 게시판" in notice.sentence
    assert notice.url == f"/account/webhooks/{waiting.id}"


def test_what_has_failed_for_days_pauses_itself_and_tells_its_owner(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (500, {})
    tried_until_the_end()
    found = webhooks.as_it_is(waiting)
    assert (found.state, found.why_stopped) == (WebhookState.STOPPED, WhyStopped.FAILING)
    assert [notice.action for notice in notices_of(user(waiting.user_id))] == ["webhook.stopped"]


def test_one_that_takes_some_goes_on_when_one_delivery_has_failed_for_good(waiting: Webhook) -> None:
    at = clock.now()
    number = webhooks.the_delivery().id
    with transaction():
        session().get_one(Webhook, waiting.id).failing_since = at - timedelta(hours=5)
        session().get_one(Delivery, number).attempts = MOST_TRIES - 1
    assert settled(Outcome(500, Trouble.NOT_TAKEN), at).state is DeliveryState.FAILED
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


def test_redelivered_by_hand_it_keeps_its_id_and_starts_anew(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (500, {})
    tried_until_the_end()
    number = webhooks.the_delivery().id
    with transaction():
        service.resume(waiting, by=user(waiting.user_id), at=clock.now())
        service.redeliver(waiting, number, at=clock.now())
    wired.answer = (204, {})
    assert webhooks.delivered() == 1
    done = webhooks.the_delivery()
    assert (done.state, done.attempts) == (DeliveryState.DELIVERED, 1)
    assert len({heard.message_id for heard in wired.heard}) == 1


def test_after_a_crash_it_goes_again_when_the_lease_has_ended(wired: Receiver, waiting: Webhook) -> None:
    at = clock.now()
    with transaction():
        assert len(service.taken(at)) == 1
    assert jobs.send_news(at + LEASE - SECOND) == 0
    assert jobs.send_news(at + LEASE) == 1
    assert webhooks.the_delivery().attempts == 2


def test_what_comes_of_a_try_that_was_settled_already_changes_nothing(wired: Receiver, waiting: Webhook) -> None:
    assert webhooks.delivered() == 1
    number = webhooks.the_delivery().id
    with transaction():
        service.settle(number, Outcome(500, Trouble.NOT_TAKEN), at=clock.now())
    assert webhooks.the_delivery().state is DeliveryState.DELIVERED


def test_a_webhook_that_was_removed_while_it_was_sent_is_no_fault(waiting: Webhook) -> None:
    with transaction():
        [parcel] = service.taken(clock.now())
    with transaction():
        service.remove(waiting, by=user(waiting.user_id), at=clock.now())
    with transaction():
        service.settle(parcel.delivery.id, Outcome(204), at=clock.now())
    assert webhooks.all_deliveries() == []


def test_old_deliveries_are_forgotten_and_those_that_wait_are_not(waiting: Webhook) -> None:
    later = clock.now() + timedelta(days=40)
    jobs.forget_old_deliveries(later)
    assert len(webhooks.all_deliveries()) == 1
    settled(Outcome(204), clock.now())
    jobs.forget_old_deliveries(later - timedelta(days=15))
    assert len(webhooks.all_deliveries()) == 1
    jobs.forget_old_deliveries(later)
    assert webhooks.all_deliveries() == []


def test_no_event_of_a_webhook_names_its_address_or_secret(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (410, {})
    webhooks.delivered()
    found = session().scalars(select(Event).where(Event.subject_type == "webhook")).all()
    assert {event.action for event in found} == {"webhook.made", "webhook.stopped"}
    assert NAME not in repr([event.facts for event in found])
