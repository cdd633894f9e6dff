"""표결: phones, slips and hands become one resolution, and nobody is in it twice."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.meetings import queries, service
from app.meetings.models import Resolution, Voice
from app.meetings.service import Motion
from app.meetings.states import Channel, Mark, Outcome, Way
from tests.conftest import rows
from tests.factories import a_user, kept
from tests.meetings.voting import (
    a_full_room,
    came,
    close,
    decide,
    give_slip,
    leader_of,
    leave,
    press,
    put,
    recuse,
)


def test_three_channels_make_one_resolution_with_the_figures_of_each(app):
    meeting, item, people = a_full_room(members=4, walk_ins=5)
    division = put(meeting, item)
    for person, mark in zip(people, (Mark.YES, Mark.YES, Mark.NO, Mark.ABSTAIN), strict=True):
        press(meeting, division, person, mark)
    for number in (5, 6):
        give_slip(meeting, division, number)
    close(meeting, division)
    made = decide(meeting, division, hands=(2, 1, 0), slips=(1, 1, 0), owner="청소팀")
    assert made.way is Way.DIVISION
    assert (made.present, made.yes, made.no, made.abstain) == (9, 5, 3, 1)
    assert made.channels == {"phone": [2, 1, 1], "hands": [2, 1, 0], "slip": [1, 1, 0]}
    assert (made.outcome, made.owner, made.text) == (Outcome.CARRIED, "청소팀", "봉투를 나누어 준다")
    assert len(rows("resolution")) == 1


def test_the_minutes_tell_the_sum_and_each_channel_and_name_nobody(app):
    meeting, item, people = a_full_room(members=2, walk_ins=1)
    division = put(meeting, item)
    press(meeting, division, people[0])
    close(meeting, division)
    decide(meeting, division, hands=(1, 1, 0))
    with transaction():
        service.adjourn(meeting, by=leader_of(meeting), at=clock.now())
    told = " ".join(one.text for one in queries.lines_of(meeting.id))
    assert "찬성 2 · 반대 1 · 기권 0 (참석 3)" in told
    channels = "전화기: 찬성 1 · 반대 0 · 기권 0 / 손: 찬성 1 · 반대 1 · 기권 0"
    assert f"나누어 보면 {channels}입니다." in told
    assert people[0].name not in told


def test_hands_cannot_be_more_than_those_who_took_neither_phone_nor_slip(app):
    meeting, item, people = a_full_room(members=3, walk_ins=2)
    division = put(meeting, item)
    press(meeting, division, people[0])
    give_slip(meeting, division, 4)
    recuse(meeting, item, 5)
    close(meeting, division)
    with pytest.raises(Invalid, match=r"손을 든 사람\(3명\)이 손을 들 수 있는 사람 2명보다"):
        decide(meeting, division, hands=(2, 1, 0))
    assert decide(meeting, division, hands=(1, 1, 0), slips=(1, 0, 0)).present == 4


def test_slips_cannot_be_more_than_were_handed_out(app):
    meeting, item, _people = a_full_room(members=3)
    division = put(meeting, item)
    give_slip(meeting, division, 2)
    close(meeting, division)
    with pytest.raises(Invalid, match=r"센 종이\(2장\)가 나누어 준 종이 1장보다"):
        decide(meeting, division, slips=(1, 1, 0))
    assert not rows("resolution")


def test_who_took_a_slip_cannot_press_and_the_reverse(app):
    meeting, item, people = a_full_room(members=2)
    division = put(meeting, item)
    give_slip(meeting, division, 1)
    with pytest.raises(Conflict, match="종이를 받으셨으니"):
        press(meeting, division, people[0])
    press(meeting, division, people[1])
    with pytest.raises(Invalid, match="2번은 이미 전화기로"):
        give_slip(meeting, division, 2)
    with transaction():
        service.take_back_slip(meeting, division.id, 1)
    press(meeting, division, people[0])
    assert {(one.attendance_id, one.channel) for one in rows("voice")} == {
        (came(meeting, number).id, Channel.PHONE) for number in (1, 2)
    }


def test_the_database_holds_one_channel_a_person(app):
    meeting, item, people = a_full_room(members=1)
    division = put(meeting, item)
    press(meeting, division, people[0])
    person = came(meeting, 1).id
    with pytest.raises(IntegrityError):
        kept(Voice(division_id=division.id, attendance_id=person, channel=Channel.SLIP, mark=None))
    assert len(rows("voice")) == 1


@pytest.mark.parametrize("who", ["a stranger", "somebody who left", "the recused", "somebody elsewhere"])
def test_only_those_who_decide_may_press(app, who):
    meeting, item, people = a_full_room(members=2, remote_presence="talk")
    division, person = put(meeting, item), people[0]
    if who == "a stranger":
        person = a_user()
    elif who == "somebody who left":
        leave(meeting, 1)
    elif who == "the recused":
        recuse(meeting, item, 1)
    else:
        leave(meeting, 1)
        with transaction():
            service.join_remotely(meeting, person.id, at=clock.now())
    with pytest.raises(Conflict):
        press(meeting, division, person)
    assert not rows("voice")


def test_an_answer_may_be_changed_until_the_phones_are_closed(app):
    meeting, item, people = a_full_room(members=1)
    division = put(meeting, item)
    for mark in (Mark.YES, Mark.NO, Mark.NO):
        press(meeting, division, people[0], mark)
    close(meeting, division)
    with pytest.raises(Conflict, match="손을 들어 주세요"):
        press(meeting, division, people[0], Mark.YES)
    assert decide(meeting, division).channels["phone"] == [0, 1, 0]


def test_hands_are_not_counted_while_phones_vote(app):
    meeting, item, _people = a_full_room()
    division = put(meeting, item)
    with pytest.raises(Conflict):
        decide(meeting, division, hands=(1, 0, 0))


def test_who_voted_and_left_counts_and_who_is_recused_afterwards_does_not(app):
    meeting, item, people = a_full_room(members=4)
    division = put(meeting, item)
    for person in people[:3]:
        press(meeting, division, person)
    leave(meeting, 1)
    recuse(meeting, item, 2)
    leave(meeting, 4)
    close(meeting, division)
    made = decide(meeting, division)
    assert (made.yes, made.present, made.recused) == (2, 2, 1)


def test_one_division_at_a_time_and_the_same_form_begins_one(app):
    meeting, item, _people = a_full_room()
    division = put(meeting, item, once="a form")
    assert put(meeting, item, once="a form").id == division.id
    with pytest.raises(Conflict, match="이미 표결하는 것"):
        put(meeting, item, "다른 것")


def test_withdrawing_deletes_what_was_said_and_lets_another_begin(app):
    meeting, item, people = a_full_room()
    division = put(meeting, item)
    press(meeting, division, people[0])
    for _time in range(2):
        with transaction():
            service.withdraw(meeting, division.id, by=leader_of(meeting), at=clock.now())
    assert not rows("voice")
    with pytest.raises(Conflict):
        press(meeting, division, people[0])
    assert put(meeting, item).id != division.id


def test_the_meeting_cannot_end_meanwhile_and_forgets_who_said_what_when_it_does(app):
    meeting, item, people = a_full_room()
    division = put(meeting, item)
    press(meeting, division, people[0])
    with pytest.raises(Conflict, match="표결하는 것이 아직"), transaction():
        service.adjourn(meeting, by=leader_of(meeting), at=clock.now())
    close(meeting, division)
    decide(meeting, division, hands=(4, 0, 0))
    with transaction():
        service.adjourn(meeting, by=leader_of(meeting), at=clock.now())
    assert not rows("voice")
    made = session().scalars(select(Resolution).execution_options(populate_existing=True)).one()
    assert made.channels["phone"] == [1, 0, 0]
    for event in session().scalars(select(Event)):
        assert not {"user", "number", "mark"} & set(event.facts)


def test_a_second_teller_with_other_figures_is_told_and_the_same_figures_are_one(app):
    meeting, item, people = a_full_room(members=3)
    division = put(meeting, item)
    press(meeting, division, people[0])
    close(meeting, division)
    seen = queries.division(meeting.id, division.id, fresh=True).version
    first = decide(meeting, division, hands=(2, 0, 0), seen=seen)
    assert decide(meeting, division, hands=(2, 0, 0), seen=seen).id == first.id
    with pytest.raises(Invalid, match="손: 찬성 2 · 반대 0"):
        decide(meeting, division, hands=(1, 1, 0), seen=seen)
    assert [event.action for event in rows("event")].count("resolution.recorded") == 1


def test_figures_are_put_right_while_the_meeting_runs_and_the_event_keeps_the_old(app):
    meeting, item, people = a_full_room(members=3)
    division = put(meeting, item)
    press(meeting, division, people[0])
    close(meeting, division)
    decide(meeting, division, hands=(2, 0, 0))
    leave(meeting, 3)
    made = decide(meeting, division, hands=(0, 2, 0))
    assert (made.yes, made.no, made.present, made.outcome) == (1, 2, 3, Outcome.NOT_CARRIED)
    assert made.corrected_at is not None
    assert len(rows("resolution")) == 1
    told = session().scalars(select(Event).order_by(Event.id.desc())).first()
    assert told.facts["before"]["yes"] == 3
    with pytest.raises(Conflict, match="표결 화면에서"), transaction():
        service.correct(meeting, made, Motion("봉투", 9, 0, 0), by=leader_of(meeting), at=clock.now())
