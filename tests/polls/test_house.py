"""What must hold of the house that a box stands in: while it does not, no result is given and none is made final."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text, update

from app.kernel import clock, ledger
from app.kernel.db import session, transaction
from app.kernel.events import Event
from app.kernel.ledger import LedgerEntry
from app.notices.jobs import deliver_events
from app.people.service.accounts import make_operator
from app.polls import jobs, queries, service
from app.polls.service.invariants import Breached
from app.polls.states import PollState
from app.records import jobs as records
from tests import factories
from tests.conftest import rows
from tests.factories import polls
from tests.polls.second_counters import CHOICE, an_ended_poll

LEDGER = [f"ledger_{moment}_refused" for moment in ("update", "delete")]


def an_index_that_tells(on):
    with transaction() as current:
        current.execute(text("CREATE INDEX by_marks ON ballot (marks)" if on else "DROP INDEX IF EXISTS by_marks"))


@pytest.fixture
def weak(app):
    """Makes the database one that could tell what somebody chose, or mends it again."""
    yield an_index_that_tells
    session().rollback()
    an_index_that_tells(on=False)


def state_of(poll):
    session().expire_all()
    found = queries.poll(poll.id)
    return found.state, found.tally is not None


def certify(poll):
    with transaction():
        service.certify(queries.poll(poll.id), by=factories.a_user(), at=clock.now())


def told():
    session().expire_all()
    return [event for event in session().query(Event) if event.action == "poll.breached"]


def test_a_database_that_could_tell_gives_no_result_until_it_is_mended(weak):
    poll = an_ended_poll([[1], [2], [2]], **CHOICE)
    weak(on=True)
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == (PollState.OPEN, False)
    with pytest.raises(Breached, match=r"\(10\) .*by_marks.* 결과를 내지 않습니다"):
        polls.closed(poll)
    weak(on=False)
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == (PollState.CLOSED, True)


def test_a_box_with_paper_ends_in_time_and_is_counted_when_the_database_is_mended(weak):
    council = factories.a_council()
    (voter,) = polls.voters_of(council, 1)
    poll = polls.an_open_poll(council, takes_paper=True, **CHOICE)
    polls.handed(poll, voter)
    weak(on=True)
    polls.closed(poll)
    assert state_of(poll) == (PollState.COUNTING, False)
    polls.a_batch(poll, [1])
    polls.reconciled(poll, printed=1)
    with pytest.raises(Breached, match=r"\(10\)"):
        polls.counted(poll)
    weak(on=False)
    polls.counted(poll)
    assert state_of(poll) == (PollState.CLOSED, True)


def test_no_result_is_made_final_while_the_database_could_tell(weak):
    poll = polls.a_counted_poll([[1], [2]])
    weak(on=True)
    with pytest.raises(Breached, match=r"\(10\)"):
        certify(poll)
    assert state_of(poll) == (PollState.CLOSED, True)
    weak(on=False)
    certify(poll)
    assert state_of(poll) == (PollState.CERTIFIED, True)


def test_operator_and_centre_are_told_once_which_thing_could_tell_and_nothing_of_a_ballot(weak):
    poll = polls.a_counted_poll([[1], [2], [1]])
    operator = factories.a_user(email="operator@example.org")
    officer = factories.an_officer(queries.poll(poll.id).council.dong)
    with transaction():
        make_operator(operator)
    weak(on=True)
    for _ in range(3):
        assert records.reconcile(clock.now()) > 0
    (event,) = told()
    assert event.subject_id == poll.id
    assert event.facts == {"breaches": ["(10) ballot 표에 다른 색인이 있습니다: by_marks"]}
    deliver_events(clock.now())
    readers = {row.user_id for row in rows("notification") if row.event_id == event.id}
    assert readers == {operator.id, officer.id}


def test_of_polls_whose_result_stands_or_is_far_nobody_is_told(weak):
    polls.a_draft()
    final = polls.a_counted_poll([[1]])
    certify(final)
    an_open = polls.an_open_poll(voters=1)
    weak(on=True)
    records.reconcile(clock.now())
    assert [event.subject_id for event in told()] == [an_open.id]


LEDGER_TAMPERING = {
    "a line": "UPDATE ledger SET line = replace(line, 'poll.opened', 'poll.voided')",
    "a line that nobody can read": "UPDATE ledger SET line = 'x'",
    "a hash": "UPDATE ledger SET hash = 'other'",
    "a signature": "UPDATE ledger SET signature = 'other'",
    "another poll's line": "DELETE FROM ledger WHERE seq = 1",
}


@pytest.mark.parametrize("what", LEDGER_TAMPERING)
def test_no_result_is_made_final_while_the_ledger_of_its_council_is_not_whole(app, what):
    council = factories.a_council()
    polls.an_open_poll(council)
    poll = polls.a_counted_poll([[1], [2]], council)
    assert ledger.first_broken(council.id) is None
    polls.tamper(LEDGER_TAMPERING[what], *LEDGER)
    with pytest.raises(Breached, match=r"\(9\)"):
        certify(poll)
    assert state_of(poll) == (PollState.CLOSED, True)


def test_no_result_is_given_while_the_ledger_of_its_council_is_not_whole(app):
    council = factories.a_council()
    polls.an_open_poll(council)
    poll = an_ended_poll([[1], [2]], council)
    polls.tamper("DELETE FROM ledger WHERE seq = 1", *LEDGER)
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == (PollState.OPEN, False)


def test_a_broken_ledger_of_another_council_holds_no_result_up(app):
    other = polls.an_open_poll()
    poll = polls.a_counted_poll([[1]])
    polls.tamper(text("UPDATE ledger SET hash = 'other' WHERE chain = :chain"), *LEDGER, chain=other.council_id)
    certify(poll)
    assert state_of(poll) == (PollState.CERTIFIED, True)


def signed_anew_with_another_key(chain):
    key, previous = Ed25519PrivateKey.generate(), ledger.FIRST
    for entry in ledger.entries_of(chain):
        told = {**entry.content, "key": key.public_key().public_bytes_raw().hex(), "previous": previous}
        line = ledger.canonical(told)
        previous = hashlib.sha256(line.encode()).hexdigest()
        anew = {"line": line, "hash": previous, "signature": key.sign(previous.encode()).hex()}
        place = (LedgerEntry.chain == chain) & (LedgerEntry.seq == entry.seq)
        polls.tamper(update(LedgerEntry).where(place).values(**anew), *LEDGER)


def test_no_result_is_given_or_made_final_while_somebody_else_has_signed_the_ledger_of_its_council_anew(app):
    council = factories.a_council()
    counted, ended = polls.a_counted_poll([[1], [2]], council), an_ended_poll([[1], [2]], council)
    signed_anew_with_another_key(council.id)
    assert ledger.first_broken(council.id) is None
    with pytest.raises(Breached, match=r"\(9\)"):
        certify(counted)
    jobs.close_due_polls(clock.now())
    assert [state_of(poll) for poll in (counted, ended)] == [(PollState.CLOSED, True), (PollState.OPEN, False)]
    records.reconcile(clock.now())
    assert {event.subject_id for event in told()} == {counted.id, ended.id}
    app.config["SIGNING_KEY_IS_NEW"] = True
    certify(counted)
    assert state_of(counted) == (PollState.CERTIFIED, True)
