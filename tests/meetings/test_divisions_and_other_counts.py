"""A division beside hands that are counted elsewhere: on the pad for hands alone, or on a phone without network."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.meetings import queries, service
from app.meetings.jobs import forget_old_voices
from app.meetings.service import Motion
from tests.conftest import rows
from tests.meetings.phones import line, merge, states
from tests.meetings.voting import a_full_room, close, decide, leader_of, press, put


def test_hands_are_not_counted_beside_a_division_over_the_same_item(app, sign_in):
    meeting, item, _people = a_full_room()
    put(meeting, item)
    leader = leader_of(meeting)
    with pytest.raises(Conflict, match="두 번 셉니다"), transaction():
        service.resolve(meeting, item, Motion("봉투", 1, 0, 0), by=leader, at=clock.now())
    with pytest.raises(Conflict, match="표결하는 중"), transaction():
        service.drop_item(meeting, item)


def test_hands_that_a_phone_without_network_counted_wait_for_a_person(app):
    meeting, item, people = a_full_room()
    counted = {"item": item.id, "text": "봉투를 나누어 준다", "yes": 3, "no": 0, "abstain": 0}
    division = put(meeting, item)
    assert states(merge(meeting, line("count", "hands.counted", ago=0.0, **counted))) == ["waiting"]
    press(meeting, division, people[0])
    close(meeting, division)
    decide(meeting, division, hands=(1, 0, 0))
    assert states(merge(meeting, line("second", "hands.counted", ago=0.0, **counted))) == ["waiting"]
    entry, leader = queries.conflicts(meeting.id)[0], leader_of(meeting)
    with pytest.raises(Conflict, match="표결 화면에서"), transaction():
        service.adopt(meeting, entry, by=leader, at=clock.now())
    assert [one.yes for one in rows("resolution")] == [2]


@pytest.mark.parametrize("kind", ["division.opened", "voice.given", "slip.handed", "thermometer.begun"])
def test_what_needs_a_network_is_refused_without_one_in_a_sentence(app, kind):
    meeting, _item, _people = a_full_room()
    ((merged, said, _number),) = merge(meeting, line("a-line", kind, ago=0.0))
    assert merged == "unreadable"
    assert "인터넷이 있어야 합니다" in said


def test_who_said_what_goes_after_a_day_also_where_nobody_ends_the_meeting(app):
    meeting, item, people = a_full_room()
    division = put(meeting, item)
    press(meeting, division, people[0])
    close(meeting, division)
    decide(meeting, division)
    assert forget_old_voices(clock.now() + timedelta(hours=23)) == 0
    assert forget_old_voices(clock.now() + timedelta(hours=25)) == 1
    assert forget_old_voices(clock.now() + timedelta(hours=25)) == 0
    assert not rows("voice")
