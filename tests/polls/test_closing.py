"""Closing, counting, certifying, taking back."""

import hashlib
import json

import pytest

from app.kernel import clock, ledger
from app.kernel.chance import drawn
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.events import Event
from app.polls import queries, service
from app.polls.service import commitments
from app.polls.states import PollState, Verdict
from tests import factories
from tests.conftest import rows
from tests.factories import polls

TIE = [[1], [1], [2], [2], [3], [3]]


def certified(poll):
    with transaction():
        return service.certify(queries.poll(poll.id), by=factories.a_user(), at=clock.now())


def test_the_count_is_of_the_ballots_in_the_box(app):
    poll = polls.a_counted_poll([[1], [1], [1], [2], [2], [3]])
    tally = poll.tally
    assert poll.state is PollState.CLOSED
    assert (tally.ballot_count, tally.valid_count, tally.verdict) == (6, 6, Verdict.CARRIED)
    assert tally.result["votes"] == {"1": 3, "2": 2, "3": 1}
    assert (tally.result["base"], tally.result["yes_needed"]) == (5, 3)
    assert tally.result["channels"] == {"online": 6}
    assert tally.result["rules_hash"] == poll.rules_hash


def test_blank_ballots_and_unused_votes_are_counted_apart(app):
    box = [[1, 2], [1], [0], [2, 3], [1, 3], [0]]
    poll = polls.a_counted_poll(box, choices=3, method="choose_up_to_k", votes_per_voter=2)
    result = poll.tally.result
    assert (poll.tally.ballot_count, poll.tally.valid_count, result["blank"], result["unused"]) == (6, 4, 2, 1)
    assert sum(result["votes"].values()) + result["unused"] == 4 * 2


def test_before_its_time_a_poll_does_not_close(app):
    poll = polls.an_open_poll(voters=1)
    with pytest.raises(Conflict, match="아직 마감 시각"), transaction():
        service.close_poll(poll.id, at=clock.now())
    assert queries.poll(poll.id).is_open
    assert rows("tally") == []


def test_closing_twice_counts_once_and_gives_the_same_tally(app):
    poll = polls.a_counted_poll([[1], [2], [1]])
    before = rows("tally")
    again = polls.closed(poll)
    assert rows("tally") == before
    assert again.tally.result == poll.tally.result
    assert [event.action for event in session().query(Event)].count("poll.closed") == 1


def test_the_event_of_closing_tells_the_verdict_and_no_numbers(app):
    polls.a_counted_poll([[1], [2], [1]])
    (event,) = [event for event in session().query(Event) if event.action == "poll.closed"]
    fingerprint = ledger.entries_about("poll", event.subject_id)[-1].code
    assert (event.facts, event.by_id) == ({"verdict": "carried", "fingerprint": fingerprint}, None)


@pytest.mark.parametrize("end", [polls.a_draft, lambda: taken_back(polls.an_open_poll())])
def test_what_is_not_open_cannot_be_closed(app, end):
    poll = end()
    with pytest.raises(Conflict):
        polls.closed(poll)


def test_a_poll_that_is_not_there_is_not_found(app):
    with pytest.raises(NotFound), transaction():
        service.close_poll(404, at=clock.now())


def test_nothing_decided_before_the_quorum(app):
    council = factories.a_council(bylaws={"quorum_basis": "roll", "quorum_value": 5_000})
    for _ in range(8):
        factories.a_member(council)
    poll = polls.a_counted_poll([[1]] * 5, council)
    assert poll.tally.verdict is Verdict.NO_QUORUM
    assert (poll.tally.result["quorum_needed"], poll.tally.result["chosen"]) == (7, [])


def test_the_lot_of_a_tie_can_be_drawn_again_by_anybody(app):
    poll = polls.a_counted_poll(TIE, choices=3, seats=2)
    result, sheet = poll.tally.result, poll.rules
    assert result["tied"] == [1, 2, 3]
    assert len(result["chosen"]) == 2
    root = commitments.merkle_root(sorted(row.nonce_hash for row in rows("ballot")))
    seed = hashlib.sha256(f"{result['lot_secret']}\n{root}".encode()).hexdigest()
    assert poll.tally.lot_seed == seed
    assert [str(position) for position in result["lot_order"]] == drawn(seed, ["1", "2", "3"])
    assert result["chosen"] == result["lot_order"][:2]
    assert hashlib.sha256(result["lot_secret"].encode()).hexdigest() == sheet["lot_commitment"]


def test_the_secret_of_the_lot_is_told_only_where_a_lot_was_drawn(app):
    poll = polls.a_counted_poll([[1], [1], [2]], choices=3)
    assert (poll.tally.result["lot_secret"], poll.tally.lot_seed) == ("", "")


def test_a_tie_fails_or_takes_all_where_the_bylaws_say_so(app):
    fail = factories.a_council(bylaws={"tie_rule": "fail"})
    every = factories.a_council(bylaws={"tie_rule": "all"})
    assert polls.a_counted_poll(TIE, fail, choices=3).tally.verdict is Verdict.TIED
    assert polls.a_counted_poll(TIE, every, choices=3).tally.result["chosen"] == [1, 2, 3]


def test_a_result_is_certified_after_it_was_counted_again(app):
    poll = polls.a_counted_poll([[1], [2], [1]])
    assert certified(poll).is_certified
    with pytest.raises(Conflict):
        certified(poll)
    actions = [event.action for event in session().query(Event)]
    assert actions == ["poll.opened", "poll.closed", "poll.certified"]


def test_a_tally_that_was_changed_is_not_certified(app):
    poll = polls.a_counted_poll([[1], [2], [1]])
    polls.tamper("UPDATE tally SET ballot_count = 4", "tally_update_refused")
    with pytest.raises(Conflict, match="마감 때 4표가 있던 투표함에 지금 3표"):
        certified(poll)
    assert not queries.poll(poll.id).is_certified


def test_a_ballot_that_was_changed_is_not_certified(app):
    poll = polls.a_counted_poll([[1], [2], [1]])
    polls.tamper("UPDATE ballot SET marks = '[2]'", "ballot_update_refused")
    with pytest.raises(Conflict, match="다시 센 결과"):
        certified(poll)


def test_a_box_and_a_roll_that_differ_are_not_certified(app):
    poll = polls.a_counted_poll([[1], [2]])
    stuffing = "INSERT INTO ballot (poll_id, nonce_hash, marks) VALUES (:poll, 'stuffed', '[1]')"
    polls.tamper(stuffing, "ballot_insert_refused", poll=poll.id)
    with pytest.raises(Conflict, match="표 3장과 투표인명부의 표시 2개가 다릅니다"):
        certified(poll)


def test_rules_that_were_changed_are_not_certified(app):
    poll = polls.a_counted_poll([[1], [2], [1]])
    changed = json.dumps({**poll.rules, "question": "다른 물음"})
    polls.tamper("UPDATE poll SET rules = :rules", "poll_update_refused", rules=changed)
    with pytest.raises(Conflict, match="규칙이 다릅니다"):
        certified(poll)


def taken_back(poll, reason="물음이 잘못되었습니다"):
    with transaction():
        return service.void(queries.poll(poll.id), reason=reason, by=factories.a_user(), at=clock.now())


def test_a_poll_is_taken_back_with_a_reason_that_everybody_reads(app):
    poll = taken_back(polls.an_open_poll(voters=1))
    assert (poll.is_void, poll.void_reason) == (True, "물음이 잘못되었습니다")
    (event,) = [event for event in session().query(Event) if event.action == "poll.voided"]
    assert event.facts == {"reason": "물음이 잘못되었습니다"}
    assert queries.result(queries.poll(poll.id)) is None


def test_without_a_reason_nothing_is_taken_back(app):
    with pytest.raises(Invalid):
        taken_back(polls.an_open_poll(), reason="  ")


def test_a_counted_poll_taken_back_shows_no_result_and_keeps_its_ballots(app):
    poll = taken_back(polls.a_counted_poll([[1], [2], [1]]))
    assert queries.result(queries.poll(poll.id)) is None
    assert len(rows("ballot")) == 3


def test_a_certified_result_is_taken_back_by_nobody(app):
    poll = polls.a_counted_poll([[1], [2], [1]])
    certified(poll)
    with pytest.raises(Conflict):
        taken_back(poll)


def test_a_poll_that_is_void_answers_no_tally_to_who_would_close_or_count_it(app):
    poll = polls.a_counted_poll([[1], [2], [1]])
    with transaction():
        service.void(queries.poll(poll.id), reason="물음이 잘못되었습니다", by=factories.a_user(), at=clock.now())
    for again in (polls.closed, polls.counted):
        with pytest.raises(Conflict, match="무효"):
            again(poll)
    assert queries.poll(poll.id).is_void
