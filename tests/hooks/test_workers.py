"""Two workers at once send each delivery once, and a receiver that is slow keeps no other waiting."""

import threading
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from app.cli import running
from app.hooks import jobs, service
from app.hooks.states import DeliveryState
from app.kernel import clock
from app.kernel.db import db, transaction
from tests.conftest import counted_statements
from tests.factories import webhooks
from tests.hooks.receiver import Receiver


def let_tests_wait(*hooks: object, each: int = 1) -> None:
    with transaction():
        for hook in hooks:
            for _ in range(each):
                service.try_out(hook, once=None, at=clock.now())


def test_four_workers_at_once_send_each_delivery_once(app: Flask, wired: Receiver) -> None:
    hooks = [webhooks.an_operators_webhook(address=wired.address(f"/{n}"))[0] for n in range(6)]
    let_tests_wait(*hooks, each=2)
    db.session.remove()
    start, at = threading.Barrier(4), clock.now()

    def work() -> int:
        with app.app_context():
            start.wait()
            return sum(jobs.send_news(at) for _round in range(6))

    with ThreadPoolExecutor(4) as pool:
        arrived = [done.result() for done in [pool.submit(work) for _ in range(4)]]
    assert sum(arrived) == 12
    ids = [heard.message_id for heard in wired.heard]
    assert len(ids) == len(set(ids)) == 12
    assert {(one.state, one.attempts) for one in webhooks.all_deliveries()} == {(DeliveryState.DELIVERED, 1)}


def test_a_round_sends_one_to_each_webhook_side_by_side(app: Flask, wired: Receiver) -> None:
    all_here = threading.Barrier(5, timeout=60)  # seconds; broken where one waits for another to be answered

    def together(handler: object) -> None:
        all_here.wait()
        handler.send_response(204)
        handler.end_headers()

    wired.answer = together
    hooks = [webhooks.an_operators_webhook(address=wired.address(f"/{n}"))[0] for n in range(5)]
    let_tests_wait(*hooks, each=3)
    assert jobs.send_news(clock.now()) == 5
    assert len({heard.path for heard in wired.heard}) == 5


def test_nothing_of_the_database_is_held_while_it_is_sent(app: Flask, wired: Receiver) -> None:
    written: list[bool] = []

    def meanwhile(handler: object) -> None:
        with app.app_context():
            other, _secret = webhooks.an_operators_webhook()
            written.append(bool(other.id))
        handler.send_response(204)
        handler.end_headers()

    wired.answer = meanwhile
    let_tests_wait(webhooks.an_operators_webhook(address=wired.address())[0])
    assert jobs.send_news(clock.now()) == 1
    assert written == [True]


def test_a_round_without_anything_due_asks_once(app: Flask) -> None:
    webhooks.an_operators_webhook()
    with counted_statements() as statements:
        assert jobs.send_news(clock.now()) == 0
    assert len([one for one in statements if one.startswith("SELECT")]) == 1


def test_sending_is_a_job_of_a_thread_of_its_own() -> None:
    assert jobs.send_news in running.EACH_SECOND_APART
    assert jobs.send_news not in running.EACH_SECOND
    assert jobs.forget_old_deliveries in running.EACH_MINUTE
