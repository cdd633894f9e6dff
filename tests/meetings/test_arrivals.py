"""Coming through the door with the number or the QR code of one meeting."""

from datetime import timedelta

import pytest

from app.councils.models import Membership
from app.councils.states import MembershipState
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.kernel.i18n import hour
from app.meetings import queries, service
from app.meetings.states import MeetingState
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_member, a_user, an_officer, in_days
from tests.factories.meetings import a_meeting, an_attendance


def door(meeting) -> str:
    return f"/meetings/{meeting.id}/attendance"


def number_of(user, meeting) -> int:
    number = queries.own_number(user, meeting)
    assert number is not None
    return number


def code_page(user, meeting) -> str:
    return f"/meetings/{meeting.id}/check-in/{queries.code_of(meeting.id, number_of(user, meeting))}"


def test_the_number_on_a_members_own_page_opens_the_door(app, sign_in):
    meeting = a_meeting()
    member = a_member(meeting.council, name="이영희")
    number = f"{number_of(member, meeting):04d}"
    browser = sign_in(meeting.called_by)
    assert number in sign_in(member).get(f"/meetings/{meeting.id}").text
    assert number in browser.get(door(meeting)).text
    page = submit(browser, door(meeting), "/numbers", digits=number, follow=True)
    assert "이영희님, 오셨습니다" in page.text
    assert rows("attendance")[0].user_id == member.id


def test_a_number_said_twice_tells_when_they_came_and_as_which(app, sign_in):
    meeting = a_meeting()
    member = a_member(meeting.council, name="이영희")
    came = an_attendance(meeting, user=member, number=5)
    browser = sign_in(meeting.called_by)
    page = submit(browser, door(meeting), "/numbers", digits=number_of(member, meeting), follow=True)
    assert f"이영희님은 이미 오신 분입니다({hour(came.came_at)}, 5번째)" in page.text
    assert len(rows("attendance")) == 1


def test_a_number_lets_back_in_who_had_left(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    member = a_member(meeting.council, name="이영희")
    ago = clock.now() - timedelta(minutes=20)
    an_attendance(meeting, user=member, came_at=ago, left_at=ago + timedelta(minutes=5))
    browser = sign_in(meeting.called_by)
    page = submit(browser, door(meeting), "/numbers", digits=number_of(member, meeting), follow=True)
    assert "이영희님, 오셨습니다" in page.text
    assert queries.present_count(meeting.id) == 1


@pytest.mark.parametrize("typed", ["가나다", "", "-1", "99999999999999"])
def test_what_is_no_number_is_refused_on_the_page(app, sign_in, typed):
    meeting = a_meeting()
    assert submit(sign_in(meeting.called_by), door(meeting), "/numbers", digits=typed).status_code == 422
    assert not rows("attendance")


def unused(meeting) -> int:
    return next(number for number in range(10_000) if queries.member_by_number(meeting, number) is None)


def test_a_number_that_nobody_has_is_told(app, sign_in):
    meeting = a_meeting()
    answer = submit(sign_in(meeting.called_by), door(meeting), "/numbers", digits=unused(meeting))
    assert answer.status_code == 422
    assert f"{unused(meeting):04d}번은 이 회의에 없는 번호입니다" in answer.text


def test_a_number_of_another_meeting_of_the_council_names_that_meeting(app):
    council = a_council()
    meeting, next_week = a_meeting(council=council), a_meeting(council=council, starts_at=in_days(7))
    number = number_of(a_member(council), next_week)
    with pytest.raises(Invalid, match=f"{next_week.title}’의 번호입니다"), transaction():
        service.check_in_by_number(meeting, number, at=clock.now())
    ended = a_meeting(council=council, state=MeetingState.ENDED)
    with pytest.raises(Invalid, match="이 회의에 없는 번호"), transaction():
        service.check_in_by_number(meeting, unused_but_of(ended, meeting, next_week), at=clock.now())


def unused_but_of(ended, *others) -> int:
    members = (a_member(ended.council) for _ in range(50))
    numbers = (number_of(member, ended) for member in members)
    return next(one for one in numbers if not any(queries.member_by_number(other, one) for other in others))


def test_numbers_stay_when_members_come_and_go(app):
    meeting = a_meeting()
    members = [a_member(meeting.council) for _ in range(3)]
    before = [number_of(member, meeting) for member in members]
    first = session().query(Membership).filter_by(user_id=members[0].id).one()
    with transaction():
        session().get_one(Membership, first.id).state = MembershipState.LEFT
    a_member(meeting.council)
    session().expire_all()
    assert [queries.own_number(member, meeting) for member in members] == [None, *before[1:]]
    assert queries.member_by_number(meeting, before[0]) is None


def test_the_facilitators_camera_opens_a_page_that_changes_nothing_until_the_button_is_pressed(app, sign_in):
    meeting = a_meeting()
    member = a_member(meeting.council, name="박순자")
    browser, url = sign_in(meeting.called_by), code_page(member, meeting)
    page = browser.get(url).text
    assert "박순자" in page
    assert ">오셨습니다<" in page
    assert not rows("attendance")
    assert "박순자님, 오셨습니다. 1번째입니다." in submit(browser, url, url, follow=True).text
    again = browser.get(url).text
    came = queries.attendance(meeting.id, rows("attendance")[0].id)
    assert f"이미 오신 분입니다({hour(came.came_at)}, 1번째)" in again
    assert ">오셨습니다<" not in again


def test_the_code_of_who_had_left_offers_to_let_them_back_in(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    member = a_member(meeting.council)
    ago = clock.now() - timedelta(minutes=20)
    an_attendance(meeting, user=member, came_at=ago, left_at=ago)
    browser, url = sign_in(meeting.called_by), code_page(member, meeting)
    assert ">다시 오셨습니다<" in browser.get(url).text
    submit(browser, url, url)
    assert queries.present_count(meeting.id) == 1


def test_everybody_else_reads_what_the_code_is_for_and_not_whose_it_is(app, sign_in, client):
    meeting = a_meeting()
    member = a_member(meeting.council, name="박순자")
    url = code_page(member, meeting)
    readers = [client, sign_in(a_user()), sign_in(a_meeting().called_by), sign_in(a_member(meeting.council))]
    for browser in readers:
        page = browser.get(url).text
        assert "진행자가 찍어야 확인됩니다" in page
        assert meeting.title in page
        assert "박순자" not in page
        assert ">오셨습니다<" not in page


def test_a_facilitator_of_another_council_reads_that_the_code_is_of_another_council(app, sign_in):
    meeting, theirs = a_meeting(), a_meeting()
    url = code_page(a_member(meeting.council), meeting)
    stranger, facilitator = sign_in(a_user()), sign_in(theirs.called_by)
    assert "다른 골목회의의 QR입니다" in facilitator.get(url).text
    assert "다른 골목회의의 QR입니다" not in stranger.get(url).text


def test_an_officer_who_keeps_the_door_has_the_button_too(app, sign_in):
    meeting = a_meeting()
    url = code_page(a_member(meeting.council), meeting)
    assert submit(sign_in(an_officer(meeting.council.dong)), url, url).status_code == 303
    assert len(rows("attendance")) == 1


def test_the_code_of_a_meeting_that_is_over_says_which_it_was(app, sign_in):
    over = a_meeting(state=MeetingState.ENDED, title="지난달 회의")
    url = code_page(a_member(over.council), over)
    page = sign_in(over.called_by).get(url).text
    assert "지난달 회의" in page
    assert "다른 때의 회의 QR입니다" in page
    assert ">오셨습니다<" not in page


def test_the_code_of_next_weeks_meeting_says_that_it_is_too_early(app, sign_in):
    meeting = a_meeting(starts_at=in_days(7), title="다음 주 회의")
    url = code_page(a_member(meeting.council), meeting)
    page = sign_in(meeting.called_by).get(url).text
    assert "다음 주 회의" in page
    assert "아직 이릅니다" in page
    assert ">오셨습니다<" not in page


def test_an_unknown_code_and_the_code_of_who_is_no_member_any_more_are_missing_pages(app, sign_in):
    meeting = a_meeting()
    member = a_member(meeting.council)
    url, browser = code_page(member, meeting), sign_in(meeting.called_by)
    assert "이 회의의 코드가 아니거나" in browser.get(f"{url}1").text
    with transaction():
        session().query(Membership).filter_by(user_id=member.id).one().state = MembershipState.LEFT
    for path in (url, f"{url}1", f"/meetings/{meeting.id}/check-in/0"):
        assert browser.get(path).status_code == 404


def test_the_drawing_of_a_code_is_its_owners_alone(app, sign_in, client):
    meeting = a_meeting()
    url = f"/meetings/{meeting.id}/check-in.svg"
    members, stranger = [a_member(meeting.council) for _ in range(2)], sign_in(a_user())
    mine, yours = (browser.get(url) for browser in [sign_in(member) for member in members])
    assert mine.mimetype == "image/svg+xml"
    assert mine.headers["Cache-Control"] == "no-store"
    assert mine.data != yours.data
    assert stranger.get(url).status_code == 403
    assert client.get(url).status_code == 303


def test_the_list_marks_whose_first_meeting_it_is(app, sign_in):
    council = a_council()
    earlier = a_meeting(council=council, state=MeetingState.ENDED)
    meeting = a_meeting(council=council, called_by=earlier.called_by)
    old, new = a_member(council, name="오래된이웃"), a_member(council, name="새이웃")
    an_attendance(earlier, user=old)
    browser = sign_in(meeting.called_by)
    assert "처음 오심" not in browser.get(door(meeting)).text
    for user in (old, new):
        an_attendance(meeting, user=user)
    page = browser.get(door(meeting)).text
    assert page.count("처음 오심") == 1
    assert page.index("새이웃") < page.index("처음 오심") < page.index("오래된이웃")
