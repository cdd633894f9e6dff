"""Who sees what of a running meeting: helpers, the projector, screens that follow."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, NotFound
from app.meetings import queries, service
from app.meetings.floor import Kind
from app.meetings.states import Role
from tests.browsing import form_of, submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_member, a_user
from tests.factories.meetings import a_resolution, an_attendance, an_item
from tests.meetings.running import enter, ids, page, room


def test_a_timekeeper_presses_time_and_nothing_else(meeting, sign_in, leader):
    helper = queries.who_can_help(meeting)[0]
    with transaction():
        service.give_role(meeting, helper.id, Role.TIMEKEEPER, by=leader, at=clock.now())
    phone = sign_in(helper)
    console = phone.get(page(meeting)).text
    assert "첫 안건 시작" in console
    for hidden in ("회의 마치기", "나중에 다룰 것 적기", "온도 재기", "일 나누기"):
        assert hidden not in console
    submit(phone, page(meeting), f"/entries/{Kind.ITEM}")
    assert room(meeting).floor.item == ids(meeting)[0]
    assert phone.get(f"/meetings/{meeting.id}/items/{ids(meeting)[0]}/resolutions/new").status_code == 403
    form = form_of(console, f"/entries/{Kind.ITEM}")
    refused = phone.post(form.action.replace(Kind.ITEM, Kind.TEMPERATURE), data=form.values)
    assert refused.status_code == 403


@pytest.mark.parametrize(("role", "shown"), [(Role.SCRIBE, "나중에 다룰 것 적기"), (Role.TELLER, "온도 재기")])
def test_scribe_and_teller_see_what_is_theirs(meeting, sign_in, role, shown, leader):
    helper = queries.who_can_help(meeting)[0]
    with transaction():
        service.give_role(meeting, helper.id, role, by=leader, at=clock.now())
    console = sign_in(helper).get(page(meeting)).text
    assert shown in console
    assert "첫 안건 시작" not in console


def test_a_role_is_given_once_taken_once_and_ends_with_it(meeting, sign_in, leader):
    helper = queries.who_can_help(meeting)[0]
    browser = sign_in(leader)
    for _time in range(2):
        submit(browser, page(meeting, "roles"), "/roles", user_id=str(helper.id), role="teller")
    assert len(rows("meeting_role")) == 1
    form = form_of(browser.get(page(meeting, "roles")).text, "/removal")
    assert [browser.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert [event.action for event in rows("event")] == ["role.given", "role.taken"]
    assert sign_in(helper).get(page(meeting)).status_code == 403


def test_a_role_goes_only_to_a_member_who_is_there(meeting, leader, council):
    for stranger in (a_user(), a_member(council), a_member(a_council())):
        with pytest.raises(NotFound, match="와 있는 주민"), transaction():
            service.give_role(meeting, stranger.id, Role.SCRIBE, by=leader, at=clock.now())


def test_an_open_screen_is_told_only_when_something_changed(meeting, sign_in, leader):
    browser = sign_in(leader)
    first = browser.get(page(meeting, "screen/live"))
    assert first.status_code == 200
    same = {"If-None-Match": first.headers["ETag"]}
    assert browser.get(page(meeting, "screen/live"), headers=same).status_code == 304
    for change in (
        lambda: enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None),
        lambda: an_attendance(meeting, number=3),
        lambda: a_resolution(queries.meeting(meeting.id).items[0]),
        lambda: an_item(meeting, title="더 이야기할 것"),
    ):
        change()
        now = browser.get(page(meeting, "screen/live"), headers=same)
        assert now.status_code == 200
        same = {"If-None-Match": now.headers["ETag"]}


def test_the_projector_shows_item_speaker_and_what_was_decided(meeting, sign_in, leader):
    enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None)
    enter(meeting, Kind.WISH, key="turn", speaker=2, wish="opinion")
    enter(meeting, Kind.CALL, turn="turn", after=None)
    a_resolution(queries.meeting(meeting.id).items[0])
    text = sign_in(leader).get(page(meeting, "screen")).text
    for words in ("쓰레기 내놓는 때", "박씨 할머니", "가결", "유리를 담을 봉투를 나누어 준다"):
        assert words in text


def test_an_item_that_runs_cannot_be_taken_off_the_agenda(meeting):
    first = queries.meeting(meeting.id).items[0]
    enter(meeting, Kind.ITEM, item=first.id, after=None)
    with pytest.raises(Conflict, match="이미 시작한 안건"), transaction():
        service.drop_item(meeting, first)


@pytest.mark.parametrize("name", ["console", "screen", "room", "roles", "entries", "offline.json", "conflicts"])
def test_pages_of_a_running_meeting_need_as_many_statements_with_many_as_with_few(meeting, sign_in, name, leader):
    browser, address = sign_in(leader), page(meeting, name)
    few = statements_of(browser, address)
    for number in range(3, 12):
        an_attendance(meeting, number=number)
        enter(meeting, Kind.WISH, speaker=number, wish="opinion")
        an_item(meeting)
    assert statements_of(browser, address) == few <= 14


def test_an_open_screen_on_which_nothing_changed_asks_for_five_things(meeting, sign_in, leader):
    browser, address = sign_in(leader), page(meeting, "console/live")
    tag = browser.get(address).headers["ETag"]
    assert statements_of(browser, address, headers={"If-None-Match": tag}) <= 5


def statements_of(browser, address, **given) -> int:
    kept = browser.get(address)
    with counted_statements() as statements:
        browser.get(address, **given)
    assert kept.status_code == 200
    return len(statements)


def test_the_scribe_writes_the_minutes_too_and_a_timekeeper_does_not(meeting, sign_in, leader):
    scribe, timekeeper = queries.who_can_help(meeting)
    for helper, role in ((scribe, Role.SCRIBE), (timekeeper, Role.TIMEKEEPER)):
        with transaction():
            service.give_role(meeting, helper.id, role, by=leader, at=clock.now())
    with transaction():
        service.adjourn(meeting, by=leader, at=clock.now())
    line = queries.lines_of(meeting.id)[0]
    address = f"/meetings/{meeting.id}/minutes/lines/{line.id}"
    submit(sign_in(scribe), address, f"/lines/{line.id}", text="모두 함께 열었습니다.")
    assert queries.lines_of(meeting.id)[0].text == "모두 함께 열었습니다."
    assert "참석자에게 보여 주기" not in sign_in(scribe).get(f"/meetings/{meeting.id}/minutes").text
    assert "참석자에게 보여 주기" in sign_in(leader).get(f"/meetings/{meeting.id}/minutes").text
    assert sign_in(timekeeper).get(address).status_code == 403
