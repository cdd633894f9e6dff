"""One row for everything that happened, handed to its subscribers once."""

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import db, session, transaction
from app.kernel.events import MOST_ATTEMPTS, Event, deliver, history, record, subscribe
from app.people.models import User
from tests import factories
from tests.conftest import rows

AT = clock.now()
heard: list[int] = []
refused: list[int] = []


@subscribe("lamp.lit", "lamp.dimmed")
def _hear(event: Event) -> None:
    heard.append(event.id)


@subscribe("lamp.broken")
def _refuse(event: Event) -> None:
    refused.append(event.id)
    session().add(User(name="never kept", registered_at=AT))
    session().flush()
    raise RuntimeError("a subscriber that fails")


@pytest.fixture(autouse=True)
def _nothing_heard() -> None:
    heard.clear()
    refused.clear()


def an_event(action: str = "lamp.lit", **facts: object) -> Event:
    user = factories.a_user()
    with transaction():
        return record(action, user, by=user, at=AT, **facts)


def test_an_event_says_who_did_what_to_what_and_when(app: Flask) -> None:
    user = factories.a_user()
    with transaction():
        event = record("lamp.lit", user, by=user, at=AT, colour="warm")
    assert (event.action, event.subject_type, event.subject_id) == ("lamp.lit", "user", user.id)
    assert (event.by_id, event.at, event.facts, event.council_id) == (user.id, AT, {"colour": "warm"}, None)


def test_what_the_clock_does_has_no_actor_and_a_council_is_noted(app: Flask) -> None:
    council = factories.a_council()
    with transaction():
        event = record("poll.closed", council, by=None, at=AT)
    assert event.by_id is None
    assert event.council_id == council.id


def test_an_event_of_a_new_thing_knows_its_number(app: Flask) -> None:
    with transaction() as current:
        user = User(name="새 주민", registered_at=AT)
        current.add(user)
        event = record("lamp.lit", user, by=None, at=AT)
    assert event.subject_id == user.id


def test_an_event_of_a_transaction_that_failed_never_happened(app: Flask) -> None:
    user = factories.a_user()

    def fail() -> None:
        with transaction():
            record("lamp.lit", user, by=user, at=AT)
            raise RuntimeError("after all, no")

    with pytest.raises(RuntimeError):
        fail()
    assert rows("event") == []


def test_each_event_reaches_its_subscriber_once(app: Flask) -> None:
    events = [an_event("lamp.lit"), an_event("lamp.dimmed"), an_event("lamp.unheard")]
    assert deliver(AT) == 3
    assert deliver(AT) == 0
    assert heard == [events[0].id, events[1].id]
    assert all(row.delivered_at is not None for row in rows("event"))


def test_a_function_that_subscribes_twice_hears_once(app: Flask) -> None:
    subscribe("lamp.lit")(_hear)
    an_event("lamp.lit")
    deliver(AT)
    assert len(heard) == 1


def test_a_subscriber_that_fails_is_tried_again_but_not_for_ever(app: Flask) -> None:
    an_event("lamp.broken")
    for _time in range(MOST_ATTEMPTS + 3):
        assert deliver(AT) == 0
    assert len(refused) == MOST_ATTEMPTS
    assert rows("event")[0].attempts == MOST_ATTEMPTS


def test_what_a_failing_subscriber_wrote_is_not_kept(app: Flask) -> None:
    an_event("lamp.broken")
    deliver(AT)
    assert session().scalars(select(User).where(User.name == "never kept")).all() == []


def test_one_failing_event_does_not_hold_up_the_next(app: Flask) -> None:
    an_event("lamp.broken")
    later = an_event("lamp.lit")
    assert deliver(AT) == 1
    assert heard == [later.id]


def test_no_more_than_asked_for_are_delivered_at_a_time(app: Flask) -> None:
    for _time in range(3):
        an_event()
    assert deliver(AT, limit=2) == 2
    assert deliver(AT, limit=2) == 1


def test_two_workers_never_deliver_the_same_event(app: Flask) -> None:
    for _time in range(20):
        an_event()
    start, counts = Barrier(2), []

    def work() -> None:
        with app.app_context():
            start.wait()
            counts.append(deliver(AT))
            db.session.remove()

    db.session.rollback()
    workers = [Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sum(counts) == 20
    assert set(Counter(heard).values()) == {1}


def test_a_history_holds_the_events_of_its_subjects_in_order(app: Flask) -> None:
    user, other = factories.a_user(), factories.a_user()
    with transaction():
        record("lamp.dimmed", user, by=None, at=AT + timedelta(hours=1))
        record("lamp.lit", user, by=None, at=AT)
        record("lamp.lit", other, by=None, at=AT)
    told = history([("user", user.id), ("council", 1)])
    assert [event.action for event in told] == ["lamp.lit", "lamp.dimmed"]
    assert history([]) == []
