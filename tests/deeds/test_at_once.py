"""Two workers, two officers, one neighbour with two phones: at the same moment, and still each thing once."""

import threading

import pytest

from app.deeds import queries, service
from app.deeds.service import Told
from app.deeds.states import CheckKind, Mark, Step
from app.kernel import clock
from app.kernel.db import db, transaction
from app.kernel.errors import Fault
from app.people.models import User
from tests.conftest import rows
from tests.factories.deeds import an_accepted_request, an_open_check


@pytest.fixture
def at_once(app):
    """Run the function in several threads that start together; the faults they ended with."""

    def run(work, count=4):
        db.session.remove()
        barrier, faults = threading.Barrier(count), []

        def one(place):
            with app.app_context():
                barrier.wait()
                try:
                    with transaction():
                        work(place)
                except Fault as fault:
                    faults.append(fault)
                finally:
                    db.session.remove()

        threads = [threading.Thread(target=one, args=(place,)) for place in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return faults

    return run


def test_four_workers_make_one_commitment(council, officer, at_once):
    number = an_accepted_request(council, by=officer)
    assert at_once(lambda _place: service.promise(number, at=clock.now())) == []
    assert len(rows("commitment")) == 1


def test_four_presses_finish_once(commitment, officer, at_once):
    number, by = commitment.id, officer.id

    def press(_place):
        there = db.session.get(User, by)
        service.tell(queries.commitment(number), Told("", Step.FINISH), by=there, at=clock.now())

    assert at_once(press) == []
    assert [row.turn for row in rows("commitment")] == [1]
    assert len(rows("progress")) == 1


def test_four_workers_open_and_close_one_round(done, neighbours, at_once):
    number = done.id
    assert at_once(lambda _place: service.open_check(number, CheckKind.TWO_WEEKS, 1, at=clock.now())) == []
    (row,) = rows("deed_check")
    assert at_once(lambda _place: service.close_check(row.id, at=clock.now())) == []
    actions = [event.action for event in rows("event")]
    assert (actions.count("check.opened"), actions.count("check.closed")) == (1, 1)


def test_one_neighbour_on_four_phones_has_one_answer(done, neighbours, at_once):
    check = an_open_check(done)
    marks = (Mark.BETTER, Mark.SAME, Mark.WORSE, Mark.SAME)
    number, person, at = check.id, neighbours[0].id, check.opened_at

    def press(place):
        service.answer(queries.check(number), marks[place], by=db.session.get(User, person), at=at)

    assert at_once(press) == []
    assert len(rows("check_answer")) == 1


def test_an_answer_and_the_close_at_the_same_moment_leave_no_answer_of_a_person(done, neighbours, at_once):
    check = an_open_check(done)
    number, at, people = check.id, check.opened_at, [one.id for one in neighbours]

    def work(place):
        if place == 0:
            service.close_check(number, at=at)
        else:
            service.answer(queries.check(number), Mark.SAME, by=db.session.get(User, people[place]), at=at)

    refused = at_once(work)
    assert rows("check_answer") == []
    assert sum(queries.check(number).counted.values()) + len(refused) == 3
