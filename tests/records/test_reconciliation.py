"""The reconciliation: run by the worker, it finds what was changed and tells operator and centre, once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from markupsafe import escape
from sqlalchemy import text

from app.cli.running import EACH_FIVE_MINUTES
from app.councils.models import Council
from app.kernel import clock, ledger
from app.kernel.db import session, transaction
from app.kernel.events import Event
from app.kernel.outbox import Message
from app.meetings import service as meetings
from app.meetings.models import minutes as sealing
from app.meetings.states import MinutesState
from app.notices.jobs import deliver_events
from app.people.service.accounts import make_operator
from app.places.models import Dong
from app.polls import jobs as worker
from app.polls import queries, service
from app.polls.models import ddl
from app.polls.service.invariants import Breached
from app.polls.states import PollState
from app.records import jobs
from app.records import queries as records
from tests import factories
from tests.conftest import rows
from tests.factories import decisions, minutes, polls
from tests.polls.second_counters import an_ended_poll

ALL = sorted(ddl.trigger_names("sqlite"))
LEDGER = [f"ledger_{moment}_refused" for moment in ("update", "delete")]
MIDNIGHT = datetime(2026, 5, 4, tzinfo=UTC)


def a_whole_day():
    return [MIDNIGHT + timedelta(minutes=5 * turn) for turn in range(records.TURNS)]


def told(action):
    session().expire_all()
    return [event.facts["breaches"] for event in session().query(Event) if event.action == action]


def test_the_worker_reconciles_every_five_minutes():
    assert jobs.reconcile in EACH_FIVE_MINUTES


def test_nothing_is_told_of_an_honest_house(app):
    polls.an_open_poll(voters=2)
    polls.a_counted_poll([[1], [2]])
    answered()
    assert jobs.reconcile(clock.now()) == 0
    assert [jobs.reconcile(at) for at in a_whole_day()[:3]] == [0, 0, 0]
    assert told("poll.breached") == told("council.breached") == []


def certified(poll, at):
    officer = factories.an_officer(queries.poll(poll.id).council.dong)
    with transaction():
        return service.certify(queries.poll(poll.id), by=officer, at=at)


@pytest.mark.proof
@pytest.mark.parametrize("number", range(20))
def test_one_ballot_deleted_or_doubled_is_found_at_the_next_turn_and_nothing_is_published(app, tried, number):
    """Ten times before a result is given, and ten times before it is made final."""
    tried("one row", "ballots deleted or doubled, found at the next reconciliation, nothing published")
    is_counted, papers = number < 10, [[1 + n % 2] for n in range(20)]
    poll = polls.a_counted_poll(papers) if is_counted else an_ended_poll(papers)
    hashes = sorted(row.nonce_hash for row in rows("ballot"))
    if number % 2:
        statement = "DELETE FROM ballot WHERE nonce_hash = :one"
    else:
        statement = "INSERT INTO ballot SELECT poll_id, :other, marks FROM ballot WHERE nonce_hash = :one"
    values = {"one": hashes[number]} | ({} if number % 2 else {"other": "e" * 64})
    polls.tamper(text(statement), *ALL, **values)
    assert jobs.reconcile(clock.now()) == 1
    (sentences,) = told("poll.breached")
    assert any(sentence.startswith("(1)") for sentence in sentences)
    if is_counted:
        with pytest.raises(Breached, match=r"\(1\)"):
            certified(poll, clock.now())
    worker.close_due_polls(clock.now())
    session().expire_all()
    assert queries.poll(poll.id).state is (PollState.CLOSED if is_counted else PollState.OPEN)
    assert (queries.poll(poll.id).tally is not None) is is_counted


def test_a_breach_is_told_once_to_operator_and_centre_and_again_when_it_is_another(app):
    poll = polls.a_counted_poll([[1], [2], [1]])
    operator = factories.a_user(email="operator@example.org", letters_wanted=True)
    officer = factories.an_officer(queries.poll(poll.id).council.dong)
    with transaction():
        make_operator(operator)
    polls.tamper("UPDATE ballot SET marks = '[2]'", *ALL)
    for _ in range(3):
        jobs.reconcile(clock.now())
    assert len(told("poll.breached")) == 1
    deliver_events(clock.now())
    breach_id = next(event.id for event in session().query(Event) if event.action == "poll.breached")
    readers = {row.user_id for row in rows("notification") if row.event_id == breach_id}
    assert readers == {operator.id, officer.id}
    assert [letter for letter in session().query(Message) if "서로 다른 것" in letter.subject]
    polls.tamper("DELETE FROM ballot WHERE marks = '[2]'", *ALL)
    jobs.reconcile(clock.now())
    assert len(told("poll.breached")) == 2


def test_of_an_open_box_no_breach_tells_how_many_have_voted(app):
    poll = polls.an_open_poll(voters=3)
    polls.tamper("UPDATE roll SET channel = 'online' WHERE channel IS NULL", *ALL)
    jobs.reconcile(clock.now())
    [[sentence]] = told("poll.breached")
    assert sentence.startswith("(1)")
    assert not re.search(r"[2-9]|\d\d", sentence.removeprefix("(1)"))
    assert queries.poll(poll.id).is_open


def test_a_breach_that_was_put_right_and_comes_back_is_told_again(app):
    polls.a_counted_poll([[1]])
    for count in (2, 1, 2):
        polls.tamper(f"UPDATE tally SET ballot_count = {count}", *ALL)
        jobs.reconcile(clock.now())
        jobs.reconcile(clock.now())
    assert len(told("poll.breached")) == 2


def test_those_who_are_told_of_a_breach_read_which_sentence_is_broken_in_the_app_and_not_in_the_letter(app, sign_in):
    poll = polls.a_counted_poll([[1]])
    officer = factories.an_officer(queries.poll(poll.id).council.dong)
    polls.tamper("UPDATE tally SET ballot_count = 2", *ALL)
    jobs.reconcile(clock.now())
    deliver_events(clock.now())
    [[broken]] = told("poll.breached")
    assert broken.startswith("(5)")
    assert f"<li>{escape(broken)}</li>" in sign_in(officer).get("/notices").text
    assert [broken in letter.body for letter in session().query(Message) if "서로 다른 것" in letter.subject] == [False]


def test_an_old_final_poll_and_its_council_are_asked_once_a_day(app):
    poll = certified(polls.a_counted_poll([[1]]), MIDNIGHT - records.NEW)
    turns = [at for at in a_whole_day() if poll.id in records.polls_to_reconcile(at)]
    assert len(turns) == len([at for at in a_whole_day() if poll.council_id in records.councils_to_reconcile(at)]) == 1
    polls.tamper("UPDATE tally SET ballot_count = 2", *ALL)
    assert [jobs.reconcile(at) for at in turns] == [1]


def test_a_poll_that_is_newly_final_and_its_council_are_asked_at_every_turn(app):
    poll = certified(polls.a_counted_poll([[1]]), MIDNIGHT - timedelta(days=6))
    for at in a_whole_day()[::24]:
        assert records.polls_to_reconcile(at) == [poll.id]
        assert records.councils_to_reconcile(at) == [poll.council_id]


@pytest.mark.parametrize("make", [polls.an_open_poll, lambda: polls.a_counted_poll([[1]])])
def test_a_broken_ledger_of_a_council_with_an_unfinished_poll_is_found_at_the_next_turn(app, make):
    poll = make()
    for at in a_whole_day()[::24]:
        assert records.councils_to_reconcile(at) == [poll.council_id]
    polls.tamper("UPDATE ledger SET signature = 'other'", *LEDGER)
    assert jobs.reconcile(MIDNIGHT) == 2  # the lines about the poll, and the ledger as a whole
    for action in ("poll.breached", "council.breached"):
        assert told(action)[0][0].startswith("(9)")


def test_each_council_is_asked_once_a_day(app):
    council = factories.a_council()
    turns = [at for at in a_whole_day() if council.id in records.councils_to_reconcile(at)]
    assert len(turns) == 1


def answered():
    """A request that the centre has answered in public; its council's number."""
    request = decisions.a_request()
    council = session().get_one(Council, request.council_id, populate_existing=True)
    decisions.an_answer(request, factories.an_officer(session().get_one(Dong, council.dong_id)))
    return request.council_id


def an_answered_council():
    council_id = answered()
    return council_id, next(at for at in a_whole_day() if council_id in records.councils_to_reconcile(at))


TAMPERING = {
    "the words of an answer": "UPDATE decision SET reason = 'other words'",
    "a line of the ledger": "UPDATE ledger SET line = replace(line, 'published', 'withdrawn')",
    "a hash of the ledger": "UPDATE ledger SET hash = 'other'",
    "the whole ledger": "DELETE FROM ledger",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_a_published_answer_and_its_ledger_cannot_be_changed_unseen(app, what):
    council_id, turn = an_answered_council()
    assert ledger.head(council_id) is not None
    assert jobs.reconcile(turn) == 0
    polls.tamper(TAMPERING[what], *LEDGER)
    assert jobs.reconcile(turn) == 1
    assert told("council.breached")[0][0].startswith("(9)")


MINUTES_TAMPERING = {
    "the sealed text": "UPDATE sealed_minutes SET text = '{}'",
    "what was added": "UPDATE addendum SET text = 'other words'",
    "all that was sealed": "DELETE FROM sealed_minutes",
}


@pytest.mark.parametrize("what", MINUTES_TAMPERING)
def test_sealed_minutes_cannot_be_changed_unseen(app, what):
    meeting = minutes.a_meeting_with_minutes(MinutesState.SEALED)
    council_id = meeting.council_id
    if what == "what was added":
        with transaction():
            meetings.add_to_sealed(meeting, "덧붙임", by=meeting.called_by, at=clock.now())
    turn = next(at for at in a_whole_day() if council_id in records.councils_to_reconcile(at))
    assert jobs.reconcile(turn) == 0
    guards = [f"{table}_{moment}_refused" for table in sealing.TRIGGERS for moment in ("update", "delete")]
    polls.tamper(MINUTES_TAMPERING[what], *guards)
    assert jobs.reconcile(turn) == 1
    assert "봉인한 회의록" in told("council.breached")[0][0]


def test_the_letter_about_a_closed_poll_carries_its_fingerprint(app):
    council = factories.a_council()
    factories.a_member(council, user=factories.a_user(email="reader@example.org", letters_wanted=True))
    poll = polls.a_counted_poll([[1], [2], [1]], council)
    deliver_events(clock.now())
    fingerprint = ledger.entries_about("poll", poll.id)[-1].code
    letters = [letter.body for letter in session().query(Message) if "투표가 끝나" in letter.subject]
    assert letters
    assert all(f"지문: {fingerprint}" in body for body in letters)
