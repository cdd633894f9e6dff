"""The invariants of the box: an honest poll breaks none, and each kind of tampering is named and stops the result."""

import pytest
from sqlalchemy import text

from app.kernel import clock
from app.kernel.db import session, transaction
from app.polls import jobs, queries, service
from app.polls.models import ddl
from app.polls.service.invariants import Breached, breaches
from app.polls.states import PollState
from tests import factories
from tests.conftest import counted_statements
from tests.factories import polls

ALL = sorted(ddl.trigger_names("sqlite"))


def an_open_box(ballots=6):
    council = factories.a_council()
    voters = polls.voters_of(council, ballots + 2)
    poll = polls.an_open_poll(council, choices=3)
    for number, voter in enumerate(voters[:ballots]):
        polls.cast(poll, voter, [1 + number % 3])
    return poll


def a_counted_box():
    return polls.closed(an_open_box())


def found_in(poll):
    session().expire_all()
    return [sentence[:3] for sentence in breaches(queries.poll(poll.id))]


@pytest.mark.parametrize("make", [polls.a_draft, an_open_box, a_counted_box])
def test_an_honest_poll_is_in_no_breach(app, make):
    assert found_in(make()) == []


# turned by a digit: no hash of another ballot, whatever chance has drawn
ANOTHER_NONCE = "substr(nonce_hash, 2) || substr(nonce_hash, 1, 1)"

WHILE_OPEN = {
    "a ballot is taken out": ("DELETE FROM ballot WHERE nonce_hash = (SELECT MIN(nonce_hash) FROM ballot)", "(1)"),
    "a ballot is put in": (
        f"INSERT INTO ballot SELECT poll_id, {ANOTHER_NONCE}, marks FROM ballot LIMIT 1",
        "(1)",
    ),
    "a mark is wiped": ("UPDATE roll SET channel = NULL WHERE channel = 'online'", "(1)"),
    "a mark is made": ("UPDATE roll SET channel = 'online' WHERE channel IS NULL", "(1)"),
    "a person is added": ("INSERT INTO roll (poll_id, person_key, alley) SELECT id, 'somebody', '' FROM poll", "(7)"),
    "a person is taken off": ("DELETE FROM roll WHERE channel IS NULL", "(7)"),
    "the rules' hash is changed": ("UPDATE poll SET rules_hash = 'other'", "(8)"),
}


@pytest.mark.parametrize("what", WHILE_OPEN)
def test_tampering_with_an_open_box_is_named_and_the_poll_is_not_counted(app, what):
    poll = an_open_box()
    statement, expected = WHILE_OPEN[what]
    polls.tamper(statement, *ALL)
    assert expected in found_in(poll)
    with pytest.raises(Breached, match="결과를 내지 않습니다"):
        polls.closed(poll)
    assert queries.poll(poll.id).state is PollState.OPEN
    assert queries.poll(poll.id).tally is None


AFTER_CLOSING = {
    "a vote is changed": ("UPDATE ballot SET marks = '[2]' WHERE marks = '[1]'", "(6)"),
    "a ballot is exchanged": (f"UPDATE ballot SET nonce_hash = {ANOTHER_NONCE}", "(3)"),
    "a ballot is added": (
        f"INSERT INTO ballot SELECT poll_id, {ANOTHER_NONCE}, marks FROM ballot LIMIT 1",
        "(5)",
    ),
    "a mark changes its person": ("UPDATE roll SET channel = CASE WHEN channel IS NULL THEN 'paper' END", "(4)"),
    "the verdict is changed": ("UPDATE tally SET verdict = 'not_carried'", "(6)"),
    "the count of valid ballots is changed": ("UPDATE tally SET valid_count = valid_count + 1", "(2)"),
}


@pytest.mark.parametrize("what", AFTER_CLOSING)
def test_tampering_after_closing_is_named_and_the_result_is_not_made_final(app, what):
    poll = a_counted_box()
    statement, expected = AFTER_CLOSING[what]
    polls.tamper(statement, *ALL)
    assert expected in found_in(poll)
    officer = factories.an_officer(queries.poll(poll.id).council.dong)
    with pytest.raises(Breached), transaction():
        service.certify(queries.poll(poll.id), by=officer, at=clock.now())
    assert queries.poll(poll.id).state is PollState.CLOSED


def test_a_vote_changed_before_the_paper_is_counted_is_named_and_nothing_is_counted(app):
    council = factories.a_council()
    voters = polls.voters_of(council, 3)
    poll = polls.an_open_poll(council, choices=3, takes_paper=True)
    for voter in voters:
        polls.cast(poll, voter, [1])
    polls.closed(poll)
    polls.reconciled(poll, printed=0)
    polls.tamper("UPDATE ballot SET marks = '[2]'", *ALL)
    assert found_in(poll) == ["(3)"]
    with pytest.raises(Breached, match="결과를 내지 않습니다"):
        polls.counted(poll)
    assert queries.poll(poll.id).tally is None


def test_votes_exchanged_between_two_receipts_are_named_though_the_count_stays(app):
    poll = a_counted_box()
    polls.tamper(
        "UPDATE ballot SET marks = CASE marks WHEN '[1]' THEN '[2]' WHEN '[2]' THEN '[1]' ELSE marks END", *ALL
    )
    assert found_in(poll) == ["(3)"]


def certified(poll):
    with transaction():
        service.certify(queries.poll(poll.id), by=factories.a_user(), at=clock.now())


IN_THE_LEDGER = {
    "a time": 'UPDATE ledger SET line = replace(line, \'"at":"20\', \'"at":"19\')',
    "a hash": "UPDATE ledger SET hash = substr(hash, 2) || substr(hash, 1, 1)",
    "a signature": "UPDATE ledger SET signature = substr(signature, 2) || substr(signature, 1, 1)",
}


@pytest.mark.parametrize("what", IN_THE_LEDGER)
@pytest.mark.parametrize(("make", "go_on"), [(an_open_box, polls.closed), (a_counted_box, certified)])
def test_a_changed_line_of_the_ledger_about_a_poll_is_named_and_stops_its_result(app, make, go_on, what):
    poll = make()
    polls.tamper(IN_THE_LEDGER[what], "ledger_update_refused")
    assert set(found_in(poll)) == {"(9)"}
    before = queries.poll(poll.id).state
    with pytest.raises(Breached, match="공개 장부의 1번째 줄"):
        go_on(poll)
    assert queries.poll(poll.id).state is before


def test_a_poll_in_breach_keeps_no_other_from_being_counted(app):
    broken, sound = an_open_box(), an_open_box()
    polls.tamper(text("DELETE FROM ballot WHERE poll_id = :poll"), *ALL, poll=broken.id)
    polls.tamper("UPDATE poll SET closes_at = opens_at", *ALL)
    assert jobs.close_due_polls(clock.now()) == 2
    session().expire_all()
    states = [queries.poll(poll.id).state for poll in (broken, sound)]
    assert states == [PollState.OPEN, PollState.CLOSED]


def test_asking_takes_as_many_statements_for_a_large_box_as_for_a_small_one(app):
    asked = []
    for ballots in (2, 12):
        poll = queries.poll(polls.closed(an_open_box(ballots)).id)
        with counted_statements() as statements:
            assert list(breaches(poll)) == []
        asked.append(len(statements))
    assert asked[0] == asked[1]
