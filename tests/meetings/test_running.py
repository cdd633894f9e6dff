"""A running meeting: the console and the phones in the room write one journal, and everybody sees what follows."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from app.kernel import chance, clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.meetings import queries, service
from app.meetings.floor import Kind, Why
from app.meetings.models import MeetingEntry
from app.meetings.service.calling import Plan
from app.meetings.states import MeetingState
from tests.browsing import form_of, forms, submit
from tests.conftest import rows
from tests.factories import a_member
from tests.factories.meetings import a_meeting, an_attendance
from tests.meetings.running import enter, ids, page, room
from tests.meetings.test_two_phones import at_once


def test_the_facilitator_goes_from_item_to_item_by_pressing(meeting, sign_in, leader):
    browser = sign_in(leader)
    assert "아직 안건을 시작하지 않았습니다" in browser.get(page(meeting)).text
    submit(browser, page(meeting), f"/entries/{Kind.ITEM}")
    assert room(meeting).floor.item == ids(meeting)[0]
    assert "다음: 어두운 모퉁이 (20분)" in browser.get(page(meeting)).text
    form = next(one for one in forms(browser.get(page(meeting)).text) if one.action.endswith(Kind.ITEM))
    assert browser.post(form.action, data=form.values).status_code == 303
    assert browser.post(form.action, data=form.values).status_code == 303
    assert room(meeting).floor.item == ids(meeting)[1]
    assert len(rows("meeting_entry")) == 2
    assert room(meeting).refused == []


def test_of_two_facilitators_who_press_at_once_the_second_is_told_and_nothing_is_lost(meeting, sign_in, leader):
    first, second = ids(meeting)
    enter(meeting, Kind.ITEM, item=first, after=None)
    browser = sign_in(leader)
    old = form_of(browser.get(page(meeting)).text, f"/entries/{Kind.ITEM}")
    enter(meeting, Kind.ITEM, item=second, after=first)
    sent = browser.post(old.action, data={**old.values, "item": str(first + 0), "after": ""}, follow_redirects=True)
    assert "다른 분이 먼저 눌렀습니다" in sent.text
    assert room(meeting).floor.item == second
    assert "바뀌지 않음" in browser.get(page(meeting, "entries")).text


def test_two_presses_in_one_moment_begin_one_item(meeting, app, leader):
    first, second = ids(meeting)
    number = meeting.id

    def press(item):
        facts = {"item": item, "after": None}
        return lambda: service.enter(
            queries.meeting(number), Kind.ITEM, facts, key=chance.token(), by=leader, at=clock.now()
        )

    assert at_once(app, press(first), press(second)) == 2
    found = room(queries.meeting(number))
    assert len(found.floor.begun) == 1
    assert [one.why for one in found.refused] == [Why.MOVED_ON]


def test_a_neighbour_raises_a_hand_is_called_and_speaks(meeting, sign_in, leader):
    phone = sign_in(queries.who_can_help(meeting)[1])
    submit(phone, page(meeting, "room"), "/room/turns", wish="question")
    assert "내 차례는 1번째입니다" in phone.get(page(meeting, "room")).text
    console = sign_in(leader)
    submit(console, page(meeting), f"/entries/{Kind.CALL}")
    assert "지금 내 차례입니다" in phone.get(page(meeting, "room")).text
    submit(console, page(meeting), f"/entries/{Kind.END}")
    assert "말하기" in phone.get(page(meeting, "room")).text


def test_a_hand_is_lowered_again(meeting, sign_in):
    phone = sign_in(queries.who_can_help(meeting)[0])
    submit(phone, page(meeting, "room"), "/room/turns", wish="opinion")
    submit(phone, page(meeting, "room"), "/room/withdrawals")
    assert room(meeting).waiting == []
    assert "말하기" in phone.get(page(meeting, "room")).text


def test_who_is_not_checked_in_hears_how_to_be(meeting, sign_in, council):
    phone = sign_in(a_member(council))
    assert "온 사람 확인이 아직 되지 않았습니다" in phone.get(page(meeting, "room")).text
    with pytest.raises(Conflict, match="온 사람 확인"), transaction():
        service.ask_to_speak(meeting, "opinion", key="k", by=a_member(council), at=clock.now())


def test_nobody_else_is_named_on_a_phone_in_the_room(meeting, sign_in):
    enter(meeting, Kind.WISH, speaker=1, wish="opinion")
    other = next(user for user in queries.who_can_help(meeting) if user.name == "박씨 할머니")
    text = sign_in(other).get(page(meeting, "room")).text
    assert "1번" in text
    assert "초록대문 집" not in text


def test_a_number_that_nobody_here_has_is_refused_where_it_was_typed(meeting, sign_in, leader):
    browser = sign_in(leader)
    answer = submit(browser, page(meeting), f"/entries/{Kind.WISH}", speaker="77", wish="opinion")
    assert answer.status_code == 422
    assert "77번은 지금 와 있는 사람의 번호가 아닙니다" in answer.text
    with pytest.raises(Invalid), transaction():
        service.enter(meeting, Kind.WISH, {"speaker": 0, "wish": "opinion"}, key="k", by=leader, at=clock.now())
    assert rows("meeting_entry") == []


def test_what_is_parked_waits_until_the_facilitator_settles_it(meeting, sign_in, leader):
    browser = sign_in(leader)
    submit(browser, page(meeting), f"/entries/{Kind.PARKING}", text="놀이터 그네가 삐걱거립니다", speaker="2")
    assert "놀이터 그네가 삐걱거립니다" in browser.get(page(meeting)).text
    assert room(meeting).open_matters == 1
    buttons = [form for form in forms(browser.get(page(meeting)).text) if form.action.endswith(Kind.SETTLING)]
    browser.post(buttons[0].action, data=buttons[0].values)
    assert room(meeting).open_matters == 0
    assert "다음 회의 안건으로" in browser.get(page(meeting)).text


def test_the_queue_says_why_and_a_move_says_whose_reason(meeting, sign_in, leader):
    enter(meeting, Kind.WISH, key="one", speaker=1, wish="question")
    enter(meeting, Kind.WISH, key="two", speaker=2, wish="opinion")
    browser = sign_in(leader)
    assert "질문이 의견보다 먼저입니다" in browser.get(page(meeting)).text
    submit(browser, page(meeting), f"/entries/{Kind.MOVE}", reason="곧 가셔야 합니다")
    assert [place.turn.speaker for place in room(meeting).waiting] == [2, 1]
    assert "퍼실리테이터가 앞당김: 곧 가셔야 합니다" in browser.get(page(meeting)).text


def test_more_time_needs_more_hands_for_it(meeting, sign_in, leader):
    enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None)
    browser = sign_in(leader)
    submit(browser, page(meeting), f"/entries/{Kind.EXTENSION}", minutes="2", yes="5", no="3")
    assert room(meeting).floor.extended[ids(meeting)[0]] == timedelta(minutes=2)
    answer = submit(browser, page(meeting), f"/entries/{Kind.EXTENSION}", minutes="90", yes="5", no="3")
    assert answer.status_code == 422
    assert "1분에서 60분 사이로" in answer.text


def test_the_temperature_names_nobody(meeting, sign_in, leader):
    enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None)
    for number in range(3, 12):
        an_attendance(meeting, number=number)
    browser = sign_in(leader)
    steps = {"one": "0", "two": "1", "three": "2", "four": "5", "five": "3"}
    submit(browser, page(meeting), f"/entries/{Kind.TEMPERATURE}", **steps)
    assert session().scalars(select(MeetingEntry.facts)).all()[-1] == {"steps": [0, 1, 2, 5, 3]}
    assert "괜찮음 5" in browser.get(page(meeting, "screen")).text


def test_overrunning_shows_what_will_not_fit(meeting, sign_in, leader):
    with transaction() as current:
        meeting = current.merge(meeting)
        meeting.starts_at, meeting.minutes_planned = clock.now() - timedelta(minutes=25), 30
    enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None, at=clock.now() - timedelta(minutes=14))
    text = sign_in(leader).get(page(meeting)).text
    assert re.search(r"4:0\d 넘김", text)
    assert "이대로면 끝나는 시각을 넘깁니다" in text


def test_a_meeting_that_does_not_run_takes_no_entry(app):
    for state in (MeetingState.ANNOUNCED, MeetingState.ENDED):
        with pytest.raises(Conflict):
            enter(a_meeting(state=state), Kind.PAUSE)


def test_the_database_refuses_to_change_or_delete_what_was_entered(meeting):
    enter(meeting, Kind.PARKING, text="그네")
    for statement in (update(MeetingEntry).values(kind="pause.begun"), delete(MeetingEntry)):
        with pytest.raises(DatabaseError, match="only grows"), transaction():
            session().execute(statement)


def test_what_was_left_for_later_comes_back_on_the_next_agenda_once(meeting, council, leader):
    for key, text in (("swing", "놀이터 그네"), ("bell", "초인종 소리"), ("paint", "담벼락 칠하기")):
        enter(meeting, Kind.PARKING, key=key, text=text)
    enter(meeting, Kind.SETTLING, matter="bell", way="dropped")
    enter(meeting, Kind.SETTLING, matter="paint", way="agenda")
    with transaction():
        service.adjourn(meeting, by=leader, at=clock.now())

    def next_agenda(title):
        with transaction():
            plan = Plan(title, clock.now() + timedelta(days=9), "놀이터")
            called = service.convene(council, plan, topics=["가로등"], by=leader, at=clock.now())
        return [item.title for item in queries.items_of(called.id)]

    assert next_agenda("다음 회의") == ["가로등", "놀이터 그네", "담벼락 칠하기"]
    assert next_agenda("그다음 회의") == ["가로등"]


def test_the_minutes_tell_what_was_pressed(meeting, leader):
    first, began = ids(meeting)[0], clock.now()

    def press(kind, minute, **facts):
        key = f"{kind}-{minute}"
        enter(meeting, kind, key=key, at=began + timedelta(minutes=minute), **facts)
        return key

    press(Kind.ITEM, 0, item=first, after=None)
    turn = press(Kind.WISH, 1, speaker=1, wish="opinion")
    press(Kind.CALL, 2, turn=turn, after=None)
    press(Kind.EXTENSION, 9, item=first, minutes=2, yes=2, no=0)
    press(Kind.TEMPERATURE, 10, steps=[0, 0, 1, 1, 0])
    press(Kind.PARKING, 11, text="놀이터 그네", speaker=1)
    with transaction():
        service.adjourn(meeting, by=leader, at=began + timedelta(minutes=12))
    told = [line.text for line in queries.lines_of(meeting.id)]
    for sentence in (
        "이 안건에 10분을 잡았고, 12분이 걸렸습니다.",
        "2분을 더 쓰기로 했습니다(더 하자 2, 그만하자 0).",
        "1명이 모두 1번 말했습니다.",
        "온도: 많이 걱정 0, 조금 걱정 0, 반반 1, 괜찮음 1, 아주 좋음 0.",
        "나중에 다룰 것: 놀이터 그네 (다음 회의에서 다시 봅니다).",
    ):
        assert sentence in told
    assert not any("초록대문 집" in sentence for sentence in told)
