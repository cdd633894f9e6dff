"""Who is in the room: taps, cards, walk-ins, leaving and coming back, and two phones at the door."""

from datetime import timedelta

import pytest

from app.councils.states import MembershipState
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid, NotFound
from app.meetings import queries, service
from app.meetings.states import MeetingState
from tests.browsing import form_of, submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_dong, a_member, a_user, an_officer, in_days
from tests.factories.meetings import a_meeting, an_attendance


def door(meeting) -> str:
    return f"/meetings/{meeting.id}/attendance"


def test_a_member_is_checked_in_by_a_tap_on_the_name(app, sign_in):
    meeting = a_meeting()
    member = a_member(meeting.council, name="박순자")
    page = submit(sign_in(meeting.called_by), door(meeting), f"/members/{member.id}", follow=True)
    assert "박순자님, 오셨습니다. 1번째입니다." in page.text
    assert "지금 1명 있습니다" in page.text
    assert [(row.user_id, row.name, row.number) for row in rows("attendance")] == [(member.id, "박순자", 1)]


def test_a_second_tap_is_harmless(app, sign_in):
    meeting = a_meeting()
    member = a_member(meeting.council)
    browser = sign_in(meeting.called_by)
    form = form_of(browser.get(door(meeting)).text, f"/members/{member.id}")
    assert [browser.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert len(rows("attendance")) == 1


def test_the_number_on_the_card_is_the_number_of_the_membership(app, sign_in):
    meeting = a_meeting()
    member = a_member(meeting.council, name="이영희")
    card = rows("membership")[-1].id
    browser = sign_in(meeting.called_by)
    page = submit(browser, door(meeting), "/cards", card=f"{card:04d}", follow=True)
    assert "이영희님, 오셨습니다" in page.text
    assert rows("attendance")[0].user_id == member.id


@pytest.mark.parametrize("number", ["9999", "0", "가나다", "", "99999999999999"])
def test_a_number_on_no_card_is_refused_on_the_page(app, sign_in, number):
    meeting = a_meeting()
    answer = submit(sign_in(meeting.called_by), door(meeting), "/cards", card=number)
    assert answer.status_code == 422
    assert not rows("attendance")


def test_a_card_of_another_council_opens_nothing(app):
    meeting, other = a_meeting(), a_council()
    a_member(other)
    with pytest.raises(Invalid, match="카드를 가진 주민이 없습니다"), transaction():
        service.check_in_by_card(meeting, rows("membership")[-1].id, at=clock.now())


@pytest.mark.parametrize("state", [MembershipState.REQUESTED, MembershipState.DECLINED, MembershipState.LEFT])
def test_who_is_not_confirmed_is_no_member_at_the_door(app, state):
    meeting = a_meeting()
    stranger = a_member(meeting.council, state=state)
    with pytest.raises(NotFound), transaction():
        service.check_in(meeting, stranger.id, at=clock.now())
    assert queries.membership_by_card(meeting.council_id, rows("membership")[-1].id) is None


def test_a_neighbour_without_membership_comes_in_by_name(app, sign_in):
    meeting = a_meeting()
    browser = sign_in(meeting.called_by)
    form = form_of(browser.get(door(meeting)).text, "/walk-ins")
    values = {**form.values.to_dict(), "name": "새로 온 이웃"}
    assert [browser.post(form.action, data=values).status_code for _ in range(2)] == [303, 303]
    assert [(row.user_id, row.name) for row in rows("attendance")] == [(None, "새로 온 이웃")]
    assert "처음 온 이웃 1명" in browser.get(door(meeting)).text


def test_two_walk_ins_of_one_name_are_two_people(app):
    meeting = a_meeting()
    for once in ("one", "two"):
        with transaction():
            service.admit(meeting, "김영수", once=once, at=clock.now())
    assert [row.number for row in rows("attendance")] == [1, 2]


def test_a_walk_in_needs_a_name(app, sign_in):
    meeting = a_meeting()
    answer = submit(sign_in(meeting.called_by), door(meeting), "/walk-ins", name="  ")
    assert answer.status_code == 422
    assert not rows("attendance")


def test_who_leaves_early_is_no_longer_present_and_may_come_back(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    came = an_attendance(meeting, name="박순자")
    an_attendance(meeting)
    browser = sign_in(meeting.called_by)
    submit(browser, door(meeting), f"/{came.id}/departure")
    assert queries.attendance(meeting.id, came.id).left_at is not None
    presence = queries.presence(queries.meeting(meeting.id))
    assert (presence.came, presence.present, presence.walk_ins) == (2, 1, 2)
    page = submit(browser, door(meeting), f"/{came.id}/return", follow=True)
    assert "박순자님, 오셨습니다" in page.text
    assert queries.present_count(meeting.id) == 2


def test_leaving_twice_keeps_the_first_moment(app):
    meeting = a_meeting(state=MeetingState.RUNNING)
    came, at = an_attendance(meeting), clock.now()
    for minutes in (0, 20):
        with transaction():
            service.leave(meeting, came, at=at + timedelta(minutes=minutes))
    assert queries.attendance(meeting.id, came.id).left_at == at


def test_a_tap_on_who_has_left_lets_them_back_in(app):
    meeting = a_meeting(state=MeetingState.RUNNING)
    member = a_member(meeting.council)
    an_attendance(meeting, user=member, left_at=clock.now())
    with transaction():
        service.check_in(meeting, member.id, at=clock.now())
    assert queries.present_count(meeting.id) == 1


def test_a_wrong_tap_is_undone_and_undoing_twice_is_harmless(app, sign_in):
    meeting = a_meeting()
    came = an_attendance(meeting)
    browser = sign_in(meeting.called_by)
    form = form_of(browser.get(door(meeting)).text, f"/{came.id}/removal")
    assert [browser.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert not rows("attendance")


def test_attendance_of_another_meeting_is_not_found(app):
    came = an_attendance(a_meeting())
    with pytest.raises(NotFound):
        queries.attendance(a_meeting().id, came.id)


def test_nobody_is_checked_in_days_before(app, sign_in):
    meeting = a_meeting(starts_at=in_days(2))
    member = a_member(meeting.council)
    answer = submit(sign_in(meeting.called_by), door(meeting), f"/members/{member.id}")
    assert answer.status_code == 409
    assert "아직 이릅니다" in answer.text


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.ENDED, MeetingState.PUBLISHED])
def test_the_door_is_shut_before_the_announcement_and_after_the_end(app, sign_in, state):
    meeting = a_meeting(state=state)
    came = an_attendance(meeting)
    for verb in (
        lambda: service.admit(meeting, "이웃", at=clock.now()),
        lambda: service.leave(meeting, came, at=clock.now()),
        lambda: service.come_back(meeting, came, at=clock.now()),
        lambda: service.undo_check_in(meeting, came.id),
    ):
        with pytest.raises(Conflict), transaction():
            verb()
    assert len(rows("attendance")) == 1
    assert "지금은 참석을 바꿀 수 없습니다" in sign_in(a_leader(meeting)).get(door(meeting)).text


def a_leader(meeting):
    return queries.meeting(meeting.id).called_by


def test_a_long_list_is_searched_by_name(app, sign_in):
    meeting = a_meeting()
    for name in ("박순자", "박영수", "이영희", "100%"):
        a_member(meeting.council, name=name)
    browser = sign_in(meeting.called_by)
    found = browser.get(f"{door(meeting)}?name=박").text
    assert "박순자" in found
    assert "박영수" in found
    assert "이영희" not in found
    assert "이영희" not in browser.get(f"{door(meeting)}?name=%25").text
    assert "찾는 이름이 없습니다" in browser.get(f"{door(meeting)}?name=없는이름").text


def test_only_so_many_names_stand_on_the_page_at_once(app):
    meeting = a_meeting()
    for _ in range(3):
        a_member(meeting.council)
    assert len(queries.seats(meeting, most=2)) == 2


def test_the_list_is_for_the_facilitator_and_the_dong_centre_only(app, sign_in, client):
    meeting = a_meeting()
    an_attendance(meeting, name="비밀이웃")
    insiders = (meeting.called_by, an_officer(meeting.council.dong))
    for other in (a_member(meeting.council), a_user(), an_officer(a_dong())):
        assert sign_in(other).get(door(meeting)).status_code == 403
    assert client.get(door(meeting)).status_code == 303
    for allowed in insiders:
        answer = sign_in(allowed).get(door(meeting))
        assert "비밀이웃" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"


def test_an_officer_can_keep_the_door(app, sign_in):
    meeting = a_meeting()
    member = a_member(meeting.council)
    officer = an_officer(meeting.council.dong)
    assert submit(sign_in(officer), door(meeting), f"/members/{member.id}").status_code == 303
    assert len(rows("attendance")) == 1


def test_attendees_are_the_users_who_came(app):
    meeting = a_meeting()
    members = [a_member(meeting.council) for _ in range(2)]
    for member in members:
        an_attendance(meeting, user=member)
    an_attendance(meeting)
    assert queries.attendees(meeting.id) == [member.id for member in members]


def test_the_door_costs_the_same_for_one_person_and_for_thirty(app, sign_in):
    council = a_council()
    meeting = a_meeting(council=council)
    browser = sign_in(meeting.called_by)
    an_attendance(meeting)
    with counted_statements() as few:
        browser.get(door(meeting))
    for _ in range(30):
        an_attendance(meeting, user=a_member(council))
    with counted_statements() as many:
        assert browser.get(door(meeting)).status_code == 200
    assert len(many) == len(few)
