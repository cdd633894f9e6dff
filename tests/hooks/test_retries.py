"""What is not taken is tried again, ever later, under one id, and not for ever; the clock is moved by hand."""

from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select

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
)
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.events import Event
from app.people.queries import user
from tests.factories import webhooks
from tests.hooks.receiver import NAME, Receiver

SECOND = timedelta(seconds=1)


def test_eight_tries_are_spread_over_almost_three_days(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (500, {})
    moments = webhooks.tried_until_the_end()
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
    moments = webhooks.tried_until_the_end(3)
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
        found.add(webhooks.settled(Outcome(500, Trouble.NOT_TAKEN), at).next_try_at)
    assert len(found) > 6


def test_a_success_after_failures_ends_it_and_forgets_them(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (500, {})
    webhooks.tried_until_the_end(2)
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
    later = webhooks.settled(Outcome(429, Trouble.NOT_TAKEN, asked), at).next_try_at - at
    assert least <= later <= most


def test_retry_after_may_be_a_date(wired: Receiver, waiting: Webhook) -> None:
    at = clock.now().replace(microsecond=0) + SECOND
    wired.answer = (503, {"Retry-After": format_datetime(at + timedelta(hours=3), usegmt=True)})
    jobs.send_news(at)
    assert webhooks.the_delivery().next_try_at == at + timedelta(hours=3)


def test_redelivered_by_hand_it_keeps_its_id_and_starts_anew(wired: Receiver, waiting: Webhook) -> None:
    wired.answer = (500, {})
    webhooks.tried_until_the_end()
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
    webhooks.settled(Outcome(204), clock.now())
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
