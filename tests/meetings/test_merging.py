"""What phones without network wrote, merged: each line once, in any order, and nothing lost."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.meetings import queries, service
from app.meetings.states import MeetingState
from tests.conftest import rows
from tests.factories import a_member
from tests.factories.meetings import a_meeting, an_attendance, an_item
from tests.meetings.phones import COUNT, MINUTE, line, merge, states
from tests.meetings.running import ids, page, room


def test_every_kind_of_line_is_taken_in_where_such_things_stand(on_time, council):
    first, second = ids(on_time)
    coming = a_member(council, name="감나무 집")
    told = merge(
        on_time,
        line("a", "member.arrived", ago=20, user=coming.id),
        line("b", "neighbour.arrived", ago=19, name="들른 이웃"),
        line("c", "item.started", ago=18, item=first, after=None),
        line("d", "turn.asked", ago=17, speaker="b-of-a-phone", wish="question"),
        line("e", "turn.called", ago=16, turn="d-of-a-phone", after=None),
        line("f", "person.left", ago=12, speaker="b-of-a-phone"),
        line("g", "remark.written", ago=11, item=first, text="밤에 몰래 버립니다"),
        line("h", "hands.counted", ago=10, item=first, **COUNT),
        line("i", "item.started", ago=9, item=second, after=first),
        line("j", "person.left", ago=8, speaker=1),
        line("k", "person.returned", ago=7, speaker=1),
    )
    assert set(states(told)) == {"kept"}
    assert [number for _merged, _reason, number in told[:2]] == [3, 4]
    there = room(on_time)
    assert there.floor.item == second
    assert round(there.floor.talked(4) / MINUTE) == 7, "who was called spoke until the next item"
    assert [one.name for one in queries.those_here(on_time.id)] == ["감나무 집", "박씨 할머니", "초록대문 집"]
    assert [row.text for row in rows("remark")] == ["밤에 몰래 버립니다"]
    assert [(row.yes, row.present) for row in rows("resolution")] == [(1, 3)]
    assert all(row.facts == "{}" or row.facts == {} for row in rows("offline_entry")), "what was kept stands elsewhere"


def test_what_is_sent_again_changes_nothing_and_is_answered_alike(on_time):
    lines = [
        line("a", "neighbour.arrived", name="들른 이웃"),
        line("b", "item.started", item=ids(on_time)[0], after=None),
    ]
    lines += [
        line("c", "remark.written", item=ids(on_time)[0], text="어둡습니다"),
        line("d", "hands.counted", item=1, **COUNT),
    ]
    first = merge(on_time, *lines)
    before = [rows(table) for table in ("attendance", "meeting_entry", "remark", "resolution", "offline_entry")]
    assert merge(on_time, *lines) == first
    assert [rows(table) for table in ("attendance", "meeting_entry", "remark", "resolution", "offline_entry")] == before


def test_two_counts_of_one_decision_wait_for_a_person_and_the_same_count_does_not(on_time, sign_in, leader):
    item = ids(on_time)[0]
    assert states(merge(on_time, line("a", "hands.counted", item=item, **COUNT))) == ["kept"]
    assert states(merge(on_time, line("b", "hands.counted", item=item, **COUNT), journal="phone-two")) == ["kept"]
    other = line("c", "hands.counted", item=item, **{**COUNT, "no": 1})
    [(merged, reason, _number)] = merge(on_time, other, journal="phone-two")
    assert merged == "waiting"
    assert "센 수가 다릅니다" in reason
    assert [(row.yes, row.no) for row in rows("resolution")] == [(1, 0)]
    assert queries.conflict_count(on_time.id) == 1
    browser = sign_in(leader)
    assert "합치지 못한 기록 1건" in browser.get(page(on_time)).text
    assert "찬성 1 · 반대 1 · 기권 0" in browser.get(page(on_time, "conflicts")).text


def test_a_person_takes_a_count_over_or_leaves_it(on_time, leader):
    item = ids(on_time)[0]
    merge(on_time, line("a", "hands.counted", item=item, **COUNT))
    for key in ("b", "c"):
        merge(on_time, line(key, "hands.counted", item=item, **{**COUNT, "no": 1}), journal="phone-two")
    first, second = queries.conflicts(on_time.id)
    for _twice in range(2):
        with transaction():
            service.adopt(on_time, queries.conflict(on_time.id, first.id), by=leader, at=clock.now())
            service.dismiss(on_time, queries.conflict(on_time.id, second.id), by=leader, at=clock.now())
    assert [(row.yes, row.no) for row in rows("resolution")] == [(1, 1)]
    assert queries.conflicts(on_time.id) == []
    assert [row.action for row in rows("event") if row.action.startswith("conflict")] == [
        "conflict.adopted", "conflict.dismissed",
    ]  # fmt: skip


def test_a_count_of_more_hands_than_were_known_to_be_there_waits_for_the_phone_at_the_door(on_time, council):
    count = line("a", "hands.counted", ago=5, item=ids(on_time)[0], **{**COUNT, "yes": 3})
    assert states(merge(on_time, count)) == ["waiting"]
    arrival = line("b", "member.arrived", ago=9, user=a_member(council).id)
    assert states(merge(on_time, arrival, journal="phone-two")) == ["kept"]
    assert [(row.yes, row.present) for row in rows("resolution")] == [(3, 3)]
    assert queries.conflicts(on_time.id) == []


def test_a_neighbour_of_the_same_name_from_another_phone_is_asked_about(on_time, leader):
    merge(on_time, line("a", "neighbour.arrived", name="들른 이웃"), line("b", "neighbour.arrived", name="들른 이웃"))
    assert len(queries.walk_ins(on_time.id)) == 2, "one phone knows whom it let in"
    assert states(merge(on_time, line("c", "neighbour.arrived", name="들른 이웃"), journal="phone-two")) == ["waiting"]
    assert len(queries.walk_ins(on_time.id)) == 2
    with transaction():
        service.adopt(on_time, queries.conflicts(on_time.id)[0], by=leader, at=clock.now())
    assert len(queries.walk_ins(on_time.id)) == 3


def test_of_two_phones_that_went_on_apart_the_later_press_is_listed_in_the_journal(on_time, sign_in, leader):
    first, second = ids(on_time)
    merge(on_time, line("a", "item.started", ago=5, item=second, after=None), journal="phone-two")
    assert states(merge(on_time, line("b", "item.started", ago=9, item=first, after=None))) == ["kept"]
    assert room(on_time).floor.item == first
    assert "바뀌지 않음" in sign_in(leader).get(page(on_time, "entries")).text


def test_a_meeting_that_was_opened_without_network_is_open_from_then_on(council, leader):
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.ANNOUNCED)
    item = an_item(meeting)
    an_attendance(meeting, number=1)
    begin = line("b", "item.started", ago=4, item=item.id, after=None)
    assert states(merge(meeting, begin, journal="phone-two")) == ["waiting"]
    opening = line("a", "meeting.opened", ago=5)
    assert states(merge(meeting, opening)) == ["kept"]
    found = queries.meeting(meeting.id)
    assert found.state is MeetingState.RUNNING
    assert room(found).floor.item == item.id


def test_lines_from_before_the_end_are_merged_after_it_and_later_ones_wait(council, leader):
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.ENDED)
    item, member = an_item(meeting), a_member(council)
    an_attendance(meeting, number=1, came_at=clock.now() - 40 * MINUTE)
    before = [
        line("a", "item.started", item=item.id, after=None), line("b", "hands.counted", item=item.id, **COUNT),
        line("c", "member.arrived", user=member.id), line("d", "remark.written", item=item.id, text="어둡습니다"),
        line("e", "person.left", speaker=1),
    ]  # fmt: skip
    assert set(states(merge(meeting, *before))) == {"kept"}
    [(merged, reason, _number)] = merge(meeting, line("f", "member.arrived", ago=1, user=member.id))
    assert merged == "waiting"
    assert "마친 뒤" in reason
    with pytest.raises(Conflict), transaction():
        service.check_in(queries.meeting(meeting.id), member.id, at=clock.now())


def test_nothing_is_merged_once_the_minutes_are_out(council, leader):
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.PUBLISHED)
    with pytest.raises(Conflict):
        merge(meeting, line("a", "pause.begun"))
    assert rows("offline_entry") == []
