"""Many at once: one ballot each, every receipt in the count, nobody sees a database's complaint."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.kernel import clock
from app.kernel.clock import database_now
from app.kernel.db import db, session, transaction
from app.kernel.errors import Conflict
from app.people.models import User
from app.polls import queries, service
from tests import factories
from tests.conftest import rows
from tests.factories import polls

THREADS = 8


def cast_apart(app, poll_id, user_id, marks, form):
    """Cast from a context of its own, as another request would: the receipt, or the kind of the refusal."""
    with app.app_context():
        try:
            with transaction() as current:
                voter = current.get(User, user_id)
            with transaction():
                return service.cast(poll_id, marks, form=form, by=voter)
        except Conflict:
            return "conflict"
        finally:
            db.session.remove()


def close_in_time(app, poll_id, counted):
    """Try to close until it may be done, as a worker does each second."""
    while not counted:
        with app.app_context():
            try:
                with transaction():
                    counted.append(service.close_poll(poll_id, at=clock.now()).ballot_count)
            except Conflict:
                threading.Event().wait(0.01)
            finally:
                db.session.remove()


def all_at_once(app, jobs):
    """Run the casts on several threads that start together."""
    start = threading.Barrier(THREADS)

    def work(mine):
        start.wait()
        return [cast_apart(app, *job) for job in mine]

    session().rollback()
    with ThreadPoolExecutor(THREADS) as pool:
        parts = pool.map(work, [jobs[n::THREADS] for n in range(THREADS)])
        return [answer for part in parts for answer in part]


@pytest.fixture
def crowd(app):
    council = factories.a_council()
    voters = polls.voters_of(council, 20)
    poll = polls.an_open_poll(council, choices=3)
    return poll, voters


def test_twenty_voters_sixteen_times_each_with_fresh_papers_leave_twenty_ballots(app, crowd):
    poll, voters = crowd
    jobs = [
        (poll.id, voter.id, [1 + attempt % 3], polls.paper_of(poll, voter)) for attempt in range(16) for voter in voters
    ]
    answers = all_at_once(app, jobs)
    receipts = [answer for answer in answers if answer != "conflict"]
    assert (len(answers), len(receipts)) == (320, 20)
    assert len(rows("ballot")) == 20
    assert Counter(row.channel for row in rows("roll")) == {"online": 20, None: 1}
    assert {service.receipt_standing(poll.id, receipt.code) for receipt in receipts} == {"kept"}


def test_one_paper_sent_sixteen_times_at_once_gives_sixteen_equal_receipts(app, crowd):
    poll, voters = crowd
    papers = [(voter, polls.paper_of(poll, voter)) for voter in voters]
    jobs = [(poll.id, voter.id, [1 + n % 3], form) for n in range(16) for voter, form in papers]
    receipts = all_at_once(app, jobs)
    assert "conflict" not in receipts
    assert set(Counter(receipts).values()) == {16}
    assert len(rows("ballot")) == len(set(receipts)) == 20


def test_every_receipt_given_across_the_closing_moment_is_in_the_count_and_none_after(app):
    """The box closes while neighbours cast and a worker tries to close: receipts and ballots counted are the same."""
    council = factories.a_council()
    voters = polls.voters_of(council, 400)
    ends = database_now(session().connection()) + timedelta(seconds=2.5)
    poll = polls.an_open_poll(council, choices=3, closes_at=ends)
    papers = [(poll.id, voter.id, [1 + n % 3], polls.paper_of(poll, voter)) for n, voter in enumerate(voters)]
    session().rollback()
    waiting, receipts, counted = iter(papers), [], []
    lock, pause = threading.Lock(), threading.Event()

    def vote():
        answer = None
        while answer != "conflict":
            with lock:
                paper = next(waiting)
            answer = cast_apart(app, *paper)
            if answer != "conflict":
                receipts.append(answer)
            pause.wait(0.03)

    workers = [threading.Thread(target=vote) for _ in range(4)] + [
        threading.Thread(target=close_in_time, args=(app, poll.id, counted))
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    session().expire_all()
    assert 0 < len(receipts) < len(voters), "the closing fell outside the voting: nothing was tried"
    assert counted == [len(receipts)] == [len(rows("ballot"))]
    assert {service.receipt_standing(poll.id, receipt.code) for receipt in receipts} == {"in"}
    assert queries.poll(poll.id).tally.result["channels"] == {"online": len(receipts)}


def test_closing_waits_for_a_ballot_that_is_on_its_way(app, crowd):
    """The voter's transaction is open when the closing begins: it is counted, or it never got a receipt."""
    poll, voters = crowd
    form = polls.paper_of(poll, voters[0])
    in_the_box, go_on, tallies = threading.Event(), threading.Event(), []

    def vote():
        with app.app_context():
            voter = session().get(User, voters[0].id)
            with transaction():
                service.cast(poll.id, [1], form=form, by=voter)
                in_the_box.set()
                go_on.wait(5)
            db.session.remove()

    def close():
        with app.app_context():
            with transaction():
                tallies.append(service.close_poll(poll.id, at=clock.now(), clock=lambda c: poll.closes_at))
            db.session.remove()

    session().rollback()
    voting, closing = threading.Thread(target=vote), threading.Thread(target=close)
    voting.start()
    assert in_the_box.wait(5)
    closing.start()
    closing.join(0.4)
    assert closing.is_alive(), "closing did not wait for the ballot"
    go_on.set()
    voting.join(15)
    closing.join(15)
    assert tallies[0].ballot_count == 1


def test_two_workers_who_close_at_the_same_moment_find_the_same_tally(app, crowd):
    poll, _voters = crowd
    number, ends, counted, go_on, tallies = poll.id, poll.closes_at, threading.Event(), threading.Event(), []

    def close(first):
        with app.app_context():
            with transaction():
                tallies.append(service.close_poll(number, at=clock.now(), clock=lambda c: ends).counted_at)
                if first:
                    counted.set()
                    go_on.wait(5)
            db.session.remove()

    session().rollback()
    one, other = (threading.Thread(target=close, args=(first,)) for first in (True, False))
    one.start()
    assert counted.wait(5)
    other.start()
    other.join(0.4)
    go_on.set()
    one.join(15)
    other.join(15)
    assert len(tallies) == 2, "the second worker was refused"
    assert tallies[0] == tallies[1]


def test_mixing_while_neighbours_vote_loses_nothing(app, crowd):
    poll, voters = crowd
    stop = threading.Event()

    def mix():
        while not stop.wait(0.005):
            with app.app_context():
                with transaction():
                    service.mix(poll.id, at=clock.now())
                db.session.remove()

    mixer = threading.Thread(target=mix)
    mixer.start()
    answers = all_at_once(app, [(poll.id, v.id, [1], polls.paper_of(poll, v)) for v in voters])
    stop.set()
    mixer.join(15)
    assert "conflict" not in answers
    assert session().scalar(text("SELECT count(*) FROM ballot")) == 20
    assert session().scalar(text("SELECT count(*) FROM roll WHERE channel = 'online'")) == 20
