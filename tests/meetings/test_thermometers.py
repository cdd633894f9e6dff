"""온도 on phones: sums within those present, one answer a number, and nothing of who said what afterwards."""

import pytest
from sqlalchemy import select

from app.kernel import chance, clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.meetings import queries, service
from app.meetings.floor import Kind
from app.meetings.models import MeetingEntry
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_user
from tests.meetings.running import enter, page
from tests.meetings.test_two_phones import at_once
from tests.meetings.voting import Who, a_full_room, gently, leader_of, leave


def begin(meeting):
    with transaction():
        return service.begin_thermometer(meeting, by=leader_of(meeting), at=clock.now())


def show(meeting, on, person, step):
    with transaction():
        return service.show_step(meeting, on.id, step, by=person)


def end(meeting, on, hands=(0, 0, 0, 0, 0), key=""):
    by, key = leader_of(meeting), key or chance.token()
    with transaction():
        return service.end_thermometer(meeting, on.id, hands, key=key, by=by, at=clock.now())


def taken(meeting):
    kept = select(MeetingEntry.facts).where(MeetingEntry.kind == Kind.TEMPERATURE.value)
    return [facts["steps"] for facts in session().scalars(kept)]


def test_phones_and_hands_together_are_in_the_journal_and_nobody_is(app):
    meeting, _item, people = a_full_room(members=3, walk_ins=2)
    on = begin(meeting)
    assert begin(meeting).id == on.id
    show(meeting, on, people[0], 1)
    for person in people:
        show(meeting, on, person, 5)
    with pytest.raises(Invalid, match=r"전화기로 보이지 않은 사람 2명보다"):
        end(meeting, on, hands=(0, 0, 3, 0, 0))
    assert end(meeting, on, hands=(1, 1, 0, 0, 0), key="the same form") == (1, 1, 0, 0, 3)
    assert end(meeting, on, hands=(1, 1, 0, 0, 0), key="the same form") == (1, 1, 0, 0, 3)
    assert taken(meeting) == [[1, 1, 0, 0, 3]]
    assert not rows("reading")


def test_who_left_is_in_no_sum_and_who_is_not_there_shows_nothing(app):
    meeting, _item, people = a_full_room(members=3)
    on = begin(meeting)
    for person in people:
        show(meeting, on, person, 4)
    leave(meeting, 1)
    for stranger in (people[0], a_user()):
        with pytest.raises(Conflict):
            show(meeting, on, stranger, 4)
    assert end(meeting, on) == (0, 0, 0, 2, 0)
    with pytest.raises(Conflict, match="마쳤습니다"):
        show(meeting, on, people[1], 4)


def test_hands_alone_are_not_counted_beside_phones_nor_more_than_are_there(app):
    meeting, _item, _people = a_full_room(members=3)
    with pytest.raises(Invalid, match=r"손을 든 4명이"):
        enter(meeting, Kind.TEMPERATURE, steps=[0, 0, 4, 0, 0])
    begin(meeting)
    with pytest.raises(Conflict, match="전화기로 온도를 재고"):
        enter(meeting, Kind.TEMPERATURE, steps=[0, 0, 1, 0, 0])


def test_the_end_of_the_meeting_ends_it(app):
    meeting, _item, people = a_full_room(members=2)
    on = begin(meeting)
    show(meeting, on, people[0], 2)
    with transaction():
        service.adjourn(meeting, by=leader_of(meeting), at=clock.now())
    assert taken(meeting) == [[0, 1, 0, 0, 0]]
    assert not rows("reading")


def test_twenty_phones_and_two_endings_at_once_are_taken_once(app):
    meeting, _item, people = a_full_room(members=20)
    on = begin(meeting)
    meeting_id, number, by = meeting.id, on.id, Who(leader_of(meeting).id)

    def show_by(user_id):
        return lambda: service.show_step(queries.meeting(meeting_id), number, 3, by=Who(user_id))

    def stop(key):
        def verb():
            held = queries.meeting(meeting_id)
            return service.end_thermometer(held, number, [0] * 5, key=key, by=by, at=clock.now())

        return verb

    at_once(app, *(gently(show_by(one.id)) for one in people), gently(stop("first-key")), gently(stop("second-key")))
    assert len(taken(meeting)) == 1
    assert sum(taken(meeting)[0]) <= 20
    assert not rows("reading")


def test_the_console_asks_phones_answer_and_the_screens_show_the_sums(app, sign_in):
    meeting, _item, people = a_full_room(members=2)
    leader, phone = sign_in(leader_of(meeting)), sign_in(people[0])
    submit(leader, page(meeting), "/thermometers")
    for step in ("1", "5"):
        answer = submit(phone, page(meeting, "room"), "/readings/mine", step=step, follow=True)
    assert "내 마음: 아주 좋음" in answer.text
    assert "누가 무엇을 눌렀는지는 지웁니다" in answer.text
    assert "아주 좋음 <b>1</b>" in leader.get(page(meeting)).text
    submit(leader, page(meeting), "/ending", two="1")
    assert taken(meeting) == [[0, 1, 0, 0, 1]]
    assert "내 마음" not in phone.get(page(meeting, "room")).text
