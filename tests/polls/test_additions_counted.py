"""What additions to the roll change in the count: the base of a share of the roll and the turnout, never the quorum."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.polls import queries, service
from app.polls.methods.rules import Rules, passing_base, quorum_needed
from app.polls.states import Verdict
from tests import factories
from tests.factories import polls as made
from tests.polls.test_additions import WHY, added, council, somebody

__all__ = ["council"]


def test_a_share_of_the_roll_that_must_say_yes_counts_additions_and_a_quorum_does_not():
    rules = Rules(quorum_basis="roll", quorum_value=5_000, passing_basis="roll", roll_count=10, roll_added=2)
    assert quorum_needed(rules) == 5
    assert passing_base(rules, yes=6, no=0, abstain=0, cast=6) == 12


def test_six_yes_of_ten_carry_and_of_twelve_do_not(app):
    for additions, verdict in ((0, Verdict.CARRIED), (2, Verdict.NOT_CARRIED)):
        council = factories.a_council(bylaws={"passing_basis": "roll"})
        voters = made.voters_of(council, 9)
        poll = made.an_open_poll(council)
        for _ in range(additions):
            added(poll, factories.a_member(council))
        for voter in voters[:6]:
            made.cast(poll, voter, [1])
        counted = queries.result(made.closed(poll))
        assert (counted.verdict, counted.base) == (verdict, 10 + additions)


def test_the_quorum_of_the_opening_stays_and_is_said_to(app, client):
    council = factories.a_council(bylaws={"quorum_basis": "roll", "quorum_value": 5_000, "passing_basis": "roll"})
    voters = made.voters_of(council, 9)
    poll = made.an_open_poll(council)
    added(poll, factories.a_member(council))
    page = client.get(f"/polls/{poll.id}").text
    assert f"1명 – 까닭: {WHY} 정족수는 열 때의 명부로 정한 그대로입니다." in page
    assert "더한 사람도 명부에 넣어 셉니다" in page
    for voter in voters[:5]:
        made.cast(poll, voter, [1])
    counted = queries.result(made.closed(poll))
    assert (counted.quorum_needed, counted.roll_count, counted.roll_added) == (5, 11, 1)
    assert counted.quorum_met
    said = service.sentence(counted)
    assert "11명 가운데 5명이 투표했고, 정족수는 5명입니다." in said
    assert "연 뒤에 까닭을 적고 더한 1명이 들어 있습니다. 정족수는 열 때의 명부로" in said
    assert "11명 (열 때 10명, 연 뒤에 더한 1명)" in client.get(f"/polls/{poll.id}/result").text


def test_a_result_with_additions_is_counted_again_to_the_same_and_certified(council):
    poll = made.an_open_poll(council, voters=2)
    late = factories.a_member(council)
    added(poll, late)
    made.cast(poll, late, [1])
    made.closed(poll)
    with transaction():
        service.certify(queries.poll(poll.id), by=somebody(), at=clock.now())
    assert queries.poll(poll.id).is_certified


def test_a_roll_that_has_grown_without_its_log_is_not_certified(council):
    poll = made.closed(made.an_open_poll(council, voters=2))
    line = "INSERT INTO roll (poll_id, person_key, alley) VALUES (:poll, 'smuggled', '')"
    made.tamper(line, "roll_insert_refused", poll=poll.id)
    with pytest.raises(Conflict, match="투표인명부가 열 때와 그 뒤의 기록과 다릅니다"), transaction():
        service.certify(queries.poll(poll.id), by=somebody(), at=clock.now())


def test_a_poll_without_additions_says_nothing_of_them(council, client):
    poll = made.an_open_poll(council, voters=5)
    assert "연 뒤에 명부에 더한" not in client.get(f"/polls/{poll.id}").text
    counted = made.closed(poll)
    assert "roll_added" not in counted.tally.result, "tallies of before additions are counted to the same"
    assert "연 뒤에" not in service.sentence(queries.result(counted))
