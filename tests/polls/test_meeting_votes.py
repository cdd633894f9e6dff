"""비밀투표 in a meeting: the box of a poll, the people of the room, one resolution."""

import json

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Forbidden
from app.meetings import queries as meetings
from app.meetings.service import adjourn
from app.meetings.states import DivisionState, Outcome, Way
from app.polls import jobs, queries, service
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_member
from tests.factories.polls import cast, closed
from tests.meetings.running import page
from tests.meetings.voting import a_full_room, leader_of, put, recuse
from tests.records.records import record_of, the_verifier


def put_to_secret_vote(meeting, item, minutes=5, once=None):
    by, meeting = leader_of(meeting), meetings.meeting(meeting.id)
    with transaction():
        text = "봉투를 나누어 준다"
        return service.put_to_secret_vote(meeting, item, text, minutes=minutes, once=once, by=by, at=clock.now())


def vote(poll_id, people, marks):
    for person, mark in zip(people, marks, strict=False):
        cast(queries.poll(poll_id), person, [mark])


def counted(poll_id):
    closed(queries.poll(poll_id))
    for _time in range(2):
        with transaction():
            service.enter_result(poll_id, at=clock.now())


def the_resolution():
    (made,) = rows("resolution")
    return made


def test_the_count_becomes_the_resolution_of_the_item_once(app):
    meeting, item, people = a_full_room(members=7, walk_ins=1)
    poll_id = put_to_secret_vote(meeting, item)
    vote(poll_id, people, [1, 1, 1, 2, 2, 3])
    counted(poll_id)
    made = the_resolution()
    assert (made.way, made.outcome, made.item_id) == (Way.SECRET, Outcome.CARRIED, item.id)
    assert (made.yes, made.no, made.abstain, made.present) == (3, 2, 1, 7)
    assert rows("division")[0].state == DivisionState.DECIDED


def test_the_roll_is_of_those_present_who_decide_and_nobody_is_added(app):
    meeting, item, people = a_full_room(members=6)
    recuse(meeting, item, 6)
    poll_id = put_to_secret_vote(meeting, item)
    late = a_member(queries.poll(poll_id).council)
    assert queries.poll(poll_id).roll_count == 5
    assert len(rows("roll")) == 5
    for stranger in (people[5], late):
        with pytest.raises(Forbidden, match="명부에 없습니다"):
            cast(queries.poll(poll_id), stranger, [1])
    by, poll = leader_of(meeting), queries.poll(poll_id)
    with pytest.raises(Conflict, match="명부에 더할 수 없습니다"), transaction():
        service.add_to_roll(poll, late.id, reason="늦게 왔습니다", by=by, at=clock.now())


def test_fewer_than_five_ballots_tell_what_was_decided_and_no_numbers(app):
    meeting, item, people = a_full_room(members=5)
    poll_id = put_to_secret_vote(meeting, item)
    vote(poll_id, people, [1, 1, 2])
    counted(poll_id)
    made = the_resolution()
    assert (made.outcome, made.yes, made.no, made.abstain) == (Outcome.CARRIED, 0, 0, 0)
    assert "수는 밝히지 않습니다" in made.because
    with transaction():
        adjourn(meeting, by=leader_of(meeting), at=clock.now())
    told = " ".join(line.text for line in meetings.lines_of(meeting.id))
    assert "비밀투표, 수는 밝히지 않음 (참석 5)" in told


def test_fewer_than_five_voters_open_no_box(app):
    meeting, item, _people = a_full_room(members=4, walk_ins=3)
    with pytest.raises(Conflict, match="비밀이 지켜지지 않습니다"):
        put_to_secret_vote(meeting, item)
    assert not rows("poll")
    assert not rows("division")


def test_the_quorum_is_the_meetings(app):
    meeting, item, people = a_full_room(members=6, quorum_basis="count", quorum_value=7)
    poll_id = put_to_secret_vote(meeting, item)
    vote(poll_id, people, [1] * 6)
    counted(poll_id)
    assert the_resolution().outcome == Outcome.NO_QUORUM
    meeting, item, people = a_full_room(members=6, quorum_basis="count", quorum_value=6)
    poll_id = put_to_secret_vote(meeting, item)
    vote(poll_id, people, [1] * 5)
    counted(poll_id)
    assert rows("resolution")[-1].outcome == Outcome.CARRIED, "six were there, whoever cast a ballot"


def test_a_notice_period_for_polls_does_not_hold_up_a_meeting_that_was_announced(app):
    meeting, item, _people = a_full_room(members=5, notice_days=7)
    assert queries.poll(put_to_secret_vote(meeting, item)).is_open


def test_a_form_sent_twice_opens_one_box_and_beside_another_division_none(app):
    meeting, item, _people = a_full_room(members=5)
    first = put_to_secret_vote(meeting, item, once="one form")
    assert put_to_secret_vote(meeting, item, once="one form") == first
    with pytest.raises(Conflict, match="이미 표결하는 것"):
        put(meeting, item)
    assert len(rows("poll")) == 1


def test_a_void_poll_decides_nothing_and_lets_the_meeting_go_on(app):
    meeting, item, _people = a_full_room(members=5)
    poll_id, by = put_to_secret_vote(meeting, item), leader_of(meeting)
    with transaction():
        service.void(queries.poll(poll_id), reason="물음이 잘못되었습니다", by=by, at=clock.now())
    for _time in range(2):
        with transaction():
            service.give_up(poll_id, at=clock.now())
    assert rows("division")[0].state == DivisionState.WITHDRAWN
    put(meeting, item)


def test_the_worker_closes_counts_and_enters_what_came_out(app):
    meeting, item, people = a_full_room(members=6)
    poll_id = put_to_secret_vote(meeting, item)
    vote(poll_id, people, [2] * 6)
    closed(queries.poll(poll_id))
    told = next(row for row in rows("event") if row.action == "poll.closed")
    with transaction():
        jobs.decide_in_meeting(type("Told", (), {"subject_id": told.subject_id, "at": clock.now()}))
    assert the_resolution().outcome == Outcome.NOT_CARRIED


def test_the_sheet_says_whose_roll_it_is(app):
    meeting, item, _people = a_full_room(members=5)
    poll = queries.poll(put_to_secret_vote(meeting, item))
    assert poll.rules["roll"]["present_at"] == {"meeting": meeting.id, "item": item.id}
    assert poll.rules["quorum"] == {"basis": "none", "value": 0, "needed": 0}
    assert json.dumps(poll.rules)


def test_the_facilitator_begins_and_a_phone_in_the_room_finds_the_box(app, sign_in):
    meeting, item, people = a_full_room(members=5)
    leader, phone = sign_in(leader_of(meeting)), sign_in(people[0])
    address = f"/meetings/{meeting.id}/items/{item.id}/secret-votes/new"
    answer = submit(leader, address, "", text="봉투를 나누어 준다", minutes="3")
    assert answer.status_code == 303
    assert "비밀투표 하러 가기" in phone.get(page(meeting, "room")).text
    paper = phone.get(f"/meetings/{meeting.id}/secret-vote", follow_redirects=True)
    for words in ("봉투를 나누어 준다", "회의에 와 있던 사람 가운데 함께 정하는 5명입니다", "회의의 정족수를 따릅니다"):
        assert words in paper.text
    assert 'name="' in paper.text
    console = leader.get(page(meeting)).text
    assert "투표함에서 비밀로 정합니다" in console
    assert "전화기 0명" not in console


def test_the_record_of_such_a_poll_is_counted_again_by_the_verifier(app):
    meeting, item, people = a_full_room(members=7)
    poll_id = put_to_secret_vote(meeting, item)
    vote(poll_id, people, [1, 1, 1, 2, 2, 3])
    counted(poll_id)
    assert the_verifier().faults(record_of(queries.poll(poll_id))) == []
