"""Seats: each is given once whoever presses at the same time, those who wait move up, and needs stay private."""

import pytest
from sqlalchemy import select

from app.councils.service import leave
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.kernel.events import Event
from app.meetings import jobs as of_meetings  # noqa: F401 - hears of members who leave
from app.meetings import queries, service
from app.meetings.models import Booking
from app.meetings.states import MeetingState, Need
from app.notices import jobs
from app.people.models import User
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_facilitator, a_member, a_user, an_officer, in_days
from tests.factories.meetings import a_meeting
from tests.meetings.test_two_phones import at_once


def book(meeting, member, **given):
    with transaction():
        return service.book(queries.meeting(meeting.id), by=member, at=clock.now(), **given)


def give_back(meeting, member) -> None:
    with transaction():
        service.give_back(queries.meeting(meeting.id), member.id, at=clock.now())


def seated() -> list[int]:
    return [one.user_id for one in sorted(rows("booking"), key=lambda one: one.id) if one.seated_at]


def test_the_last_seat_is_given_once_to_64_who_press_at_the_same_moment(app):
    meeting = a_meeting(seats=20)
    meeting_id, members = meeting.id, [a_member(meeting.council).id for _ in range(64)]

    def press(user_id):
        def act():
            by = session().get_one(User, user_id)
            return service.book(queries.meeting(meeting_id), by=by, at=clock.now())

        return act

    assert at_once(app, *map(press, members)) == 64
    booked = sorted(rows("booking"), key=lambda one: one.id)
    assert len({one.user_id for one in booked}) == 64
    assert [bool(one.seated_at) for one in booked] == [True] * 20 + [False] * 44


def test_64_who_give_back_and_press_at_once_leave_no_seat_empty_and_none_given_twice(app):
    meeting = a_meeting(seats=10)
    meeting_id, members = meeting.id, [a_member(meeting.council) for _ in range(64)]
    for member in members[:32]:
        book(meeting, member)
    numbers = [member.id for member in members]

    def press(user_id):
        def act():
            by = session().get_one(User, user_id)
            return service.book(queries.meeting(meeting_id), by=by, at=clock.now())

        return act

    def let_go(user_id):
        return lambda: service.give_back(queries.meeting(meeting_id), user_id, at=clock.now())

    assert at_once(app, *map(let_go, numbers[:32]), *map(press, numbers[32:])) == 64
    booked = sorted(rows("booking"), key=lambda one: one.id)
    assert {one.user_id for one in booked} == set(numbers[32:])
    assert [bool(one.seated_at) for one in booked] == [True] * 10 + [False] * 22


def test_a_member_takes_a_seat_on_the_notice_and_gives_it_back(app, sign_in):
    meeting = a_meeting(seats=2)
    member = a_member(meeting.council, name="박순자")
    browser = sign_in(member)
    url = f"/meetings/{meeting.id}"
    page = submit(browser, url, "/booking", follow=True).text
    assert "내 자리를 맡아 두었습니다" in page
    assert "아직 1자리가 남았습니다" in page
    page = submit(browser, url, "/booking/removal", follow=True).text
    assert "자리를 돌려주셨습니다" in page
    assert rows("booking") == []


def test_who_comes_too_late_waits_in_order_and_moves_up_and_is_told(app, sign_in):
    meeting = a_meeting(seats=1)
    first, second, third = (a_member(meeting.council) for _ in range(3))
    for member in (first, second, third):
        book(meeting, member)
    assert "기다리는 줄에서 2번째" in sign_in(third).get(f"/meetings/{meeting.id}").text
    give_back(meeting, first)
    assert seated() == [second.id]
    while jobs.deliver_events(clock.now()):
        pass
    (told,) = rows("notification")
    assert (told.user_id, told.action, told.url) == (second.id, "meeting.seat_given", f"/meetings/{meeting.id}")
    assert "기다리는 줄에서 1번째" in sign_in(third).get(f"/meetings/{meeting.id}").text


def test_who_gives_back_a_place_on_the_waiting_list_moves_nobody_up(app):
    meeting = a_meeting(seats=1)
    first, second, third = (a_member(meeting.council) for _ in range(3))
    for member in (first, second, third):
        book(meeting, member)
    give_back(meeting, second)
    assert seated() == [first.id]
    assert rows("event") == []


def test_pressing_twice_takes_one_seat_and_giving_back_twice_gives_one(app):
    meeting = a_meeting(seats=1)
    first, second, third = (a_member(meeting.council) for _ in range(3))
    book(meeting, first), book(meeting, first)
    book(meeting, second), book(meeting, third)
    give_back(meeting, first), give_back(meeting, first)
    assert seated() == [second.id]


def test_without_a_number_of_seats_everybody_has_one(app):
    meeting = a_meeting()
    for _ in range(3):
        book(meeting, a_member(meeting.council))
    assert len(seated()) == 3


def test_more_seats_let_those_who_wait_move_up_in_order(app, sign_in):
    meeting = a_meeting(seats=1, starts_at=in_days(3).replace(second=0, microsecond=0))
    leader = meeting.called_by
    members = [a_member(meeting.council) for _ in range(4)]
    for member in members:
        book(meeting, member)
    browser = sign_in(leader)
    assert submit(browser, f"/meetings/{meeting.id}/details", "/details", seats="3").status_code == 303
    assert seated() == [member.id for member in members[:3]]
    told = session().scalars(select(Event).where(Event.action == "meeting.seat_given").order_by(Event.id))
    given = [event.facts["user_id"] for event in told]
    assert given == [members[1].id, members[2].id]


def test_no_limit_any_more_seats_everybody(app, sign_in):
    meeting = a_meeting(seats=1, starts_at=in_days(3).replace(second=0, microsecond=0))
    leader = meeting.called_by
    for _ in range(3):
        book(meeting, a_member(meeting.council))
    submit(sign_in(leader), f"/meetings/{meeting.id}/details", "/details", seats="")
    assert len(seated()) == 3


def test_seats_that_are_taken_are_not_taken_away(app, sign_in):
    meeting = a_meeting(seats=3, starts_at=in_days(3).replace(second=0, microsecond=0))
    leader = meeting.called_by
    for _ in range(2):
        book(meeting, a_member(meeting.council))
    answer = submit(sign_in(leader), f"/meetings/{meeting.id}/details", "/details", seats="1")
    assert answer.status_code == 422
    assert "이미 2명이 자리를 맡았습니다" in answer.text
    assert rows("meeting")[0].seats == 3


def test_everybody_sees_how_many_seats_are_taken_and_nobody_sees_by_whom(app, client, sign_in):
    meeting = a_meeting(seats=4)
    council = meeting.council
    book(meeting, a_member(council, name="박순자"), needs=[Need.HEARING], note="문 옆 자리")
    for browser in (client, sign_in(a_member(council)), sign_in(a_user())):
        page = browser.get(f"/meetings/{meeting.id}").text
        assert "아직 3자리가 남았습니다" in page
        assert "박순자" not in page
        assert "문 옆 자리" not in page


def test_what_somebody_needs_is_listed_with_counts_for_facilitator_and_officer_alone(app, sign_in, client):
    meeting = a_meeting(seats=9)
    council = meeting.council
    mother, other = a_member(council, name="박순자"), a_member(council, name="김철수")
    browser = sign_in(mother)
    form = form_of(browser.get(f"/meetings/{meeting.id}").text, "/booking")
    form.values.setlist("needs", ["hearing", "child_care"])
    form.values["note"] = "문 옆 자리면 좋겠습니다"
    assert browser.post(form.action, data=form.values).status_code == 303
    book(meeting, other, needs=[Need.HEARING])
    book(meeting, a_member(council, name="이영희"))
    url = f"/meetings/{meeting.id}/access-needs"
    for reader in (a_facilitator(council), an_officer(council.dong)):
        page = " ".join(sign_in(reader).get(url).text.split())
        assert "박순자" in page
        assert "문 옆 자리면 좋겠습니다" in page
        assert "<dt>잘 들리는 자리나 글로 보여 주기</dt><dd>2명</dd>" in page
        assert "<dt>아이 돌봄</dt><dd>1명</dd>" in page
        assert "이영희" not in page
    assert browser.get(url).status_code == 403
    assert client.get(url).status_code in {302, 303, 401}


def test_what_one_needs_can_be_said_later_and_keeps_the_seat(app, sign_in):
    meeting = a_meeting(seats=1)
    member = a_member(meeting.council)
    book(meeting, member), book(meeting, a_member(meeting.council))
    submit(sign_in(member), f"/meetings/{meeting.id}", "/booking", note="휠체어를 탑니다")
    assert seated() == [member.id]
    assert {one.user_id: one.needs_note for one in rows("booking")}[member.id] == "휠체어를 탑니다"


def test_too_long_a_note_shows_the_notice_again_with_what_was_typed(app, sign_in):
    meeting = a_meeting()
    member = a_member(meeting.council)
    answer = submit(sign_in(member), f"/meetings/{meeting.id}", "/booking", note="가" * 201)
    assert answer.status_code == 422
    assert "가" * 201 in answer.text
    assert rows("booking") == []


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.RUNNING, MeetingState.CANCELLED])
def test_seats_are_given_while_a_meeting_is_announced_and_at_no_other_time(app, state):
    meeting = a_meeting(state=state)
    with pytest.raises(Conflict):
        book(meeting, a_member(meeting.council))
    assert rows("booking") == []


def test_whoever_leaves_the_council_gives_the_seat_to_the_next(app):
    meeting = a_meeting(seats=1)
    first, second = a_member(meeting.council), a_member(meeting.council)
    book(meeting, first), book(meeting, second)
    membership = next(one for one in first.memberships if one.council_id == meeting.council_id)
    with transaction():
        leave(session().merge(membership), by=first, at=clock.now())
    while jobs.deliver_events(clock.now()):
        pass
    assert [one.user_id for one in rows("booking")] == [second.id]
    assert seated() == [second.id]


def test_who_had_a_seat_and_needed_what_is_forgotten_once_the_meeting_is_off(app):
    meeting = a_meeting(starts_at=in_days(3))
    leader = meeting.called_by
    book(meeting, a_member(meeting.council), note="휠체어")
    with transaction():
        service.cancel(meeting, "비가 옵니다", by=leader, at=clock.now())
    while jobs.deliver_events(clock.now()):
        pass
    assert session().query(Booking).count() == 0
