"""Two people at the same moment, and still each thing once."""

import threading

import pytest

from app.kernel import clock
from app.kernel.db import db, transaction
from app.kernel.errors import Fault
from app.people.models import User
from app.plans import queries, service
from app.plans.service import Spent
from app.polls import queries as polls
from tests.conftest import rows
from tests.factories.plans import a_certified_budget_poll, a_plan, a_plan_under_way, adopted


@pytest.fixture
def at_once(app):
    """Run the function in several threads that start together; the faults they ended with."""

    def run(work, count=4):
        db.session.remove()
        barrier, faults = threading.Barrier(count), []

        def one():
            with app.app_context():
                barrier.wait()
                try:
                    with transaction():
                        work()
                except Fault as fault:
                    faults.append(fault)
                finally:
                    db.session.remove()

        threads = [threading.Thread(target=one) for _place in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return faults

    return run


def by(number):
    return db.session.get(User, number)


def test_four_presses_bring_the_options_of_a_poll_over_once(council, leader, at_once):
    poll, plan = a_certified_budget_poll(council, leader).id, a_plan(council, leader, items=()).id
    leader = leader.id
    take = lambda: service.take_bought(queries.plan(plan), polls.poll(poll), by=by(leader), at=clock.now())  # noqa: E731
    assert at_once(take) == []
    assert len(rows("plan_item")) == 7


def test_four_presses_send_a_plan_once(leader, plan, at_once):
    number, leader = adopted(plan, leader).id, leader.id
    assert at_once(lambda: service.send(queries.plan(number), by=by(leader), at=clock.now())) == []
    assert len(rows("plan_version")) == 2


def test_four_workers_remind_once(leader, plan, at_once):
    number = adopted(plan, leader).id
    dated = queries.dates(queries.plan(number), clock.today())[0]
    assert at_once(lambda: service.remind(number, dated, at=clock.now())) == []
    assert len(rows("plan_reminder")) == 1


def test_of_four_who_spend_the_last_money_only_one_needs_no_reason(council, leader, officer, at_once):
    plan = a_plan_under_way(council, leader, officer).id
    leader, spent = leader.id, Spent(clock.today(), 4_500_000, "놀이터", "")

    def work():
        found = queries.plan(plan)
        service.spend(found, found.items[1], spent, by=by(leader), at=clock.now())

    assert len(at_once(work)) == 3
    assert len(rows("spending")) == 1
