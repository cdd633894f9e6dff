"""Telling the planner alone: from a form, and by moving a remark out of the record."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.meetings import queries
from app.meetings import service as meetings
from app.meetings.states import MeetingState, Role
from app.referrals import service
from app.referrals.service import refer_remark
from app.referrals.states import Urgency
from tests.browsing import form_of, forms, submit
from tests.conftest import rows
from tests.factories import a_dong, a_facilitator, a_member, an_officer
from tests.factories.meetings import a_meeting, a_remark, an_attendance, an_item
from tests.factories.referrals import WORRY, a_planner, a_referral


def writing(meeting):
    return f"/meetings/{meeting.id}/referrals/new"


def item_page(meeting, item):
    return f"/meetings/{meeting.id}/items/{item.id}"


@pytest.mark.parametrize("state", [MeetingState.RUNNING, MeetingState.ENDED])
def test_the_facilitator_tells_the_planner_of_a_worry(council, leader, planner, sign_in, state, dong):
    meeting = a_meeting(council=council, called_by=leader, state=state)
    browser = sign_in(leader)
    assert writing(meeting) in browser.get(f"/meetings/{meeting.id}/console").text
    answer = submit(browser, writing(meeting), "", text=f"{WORRY} 010-1234-5678", urgency="today")
    page = "minutes" if state is MeetingState.ENDED else "console"
    assert answer.location == f"/meetings/{meeting.id}/{page}"
    assert "내가 알린 걱정" in browser.get(answer.location).text
    (kept,) = rows("referral")
    assert (kept.text, kept.urgency, kept.state, kept.dong_id) == (
        f"{WORRY} 010-1234-5678",
        "today",
        "new",
        dong.id,
    )
    assert kept.author_id == leader.id


def test_the_form_says_that_the_words_are_not_seen_again_and_when_they_are_erased(meeting, planner, leader, sign_in):
    page = sign_in(leader).get(writing(meeting)).text
    assert "보낸 분도 글을 다시 볼 수 없습니다" in page
    assert "90일이 지나면 글을 지웁니다" in page


def test_a_form_that_is_sent_twice_tells_once(meeting, planner, leader, sign_in):
    browser = sign_in(leader)
    form = form_of(browser.get(writing(meeting)).text, "")
    sent = {**form.values.to_dict(), "text": WORRY}
    assert [browser.post(writing(meeting), data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(rows("referral")) == 1
    assert [event.action for event in rows("event")] == ["referral.made"]


@pytest.mark.parametrize("text", ["", "가" * 1001])
def test_nothing_and_too_much_are_refused(meeting, planner, leader, sign_in, text):
    assert submit(sign_in(leader), writing(meeting), "", text=text).status_code == 422
    assert not rows("referral")


def test_the_scribe_tells_too_and_the_timekeeper_does_not(meeting, item, council, planner, leader, sign_in):
    remark = a_remark(item)
    for role, status in ((Role.SCRIBE, 200), (Role.TIMEKEEPER, 403)):
        helper = a_member(council)
        an_attendance(meeting, user=helper)
        with transaction():
            meetings.give_role(meeting, helper.id, role, by=leader, at=clock.now())
        browser = sign_in(helper)
        assert browser.get(writing(meeting)).status_code == status
        moves = [form for form in forms(browser.get(item_page(meeting, item)).text) if "referral" in form.action]
        assert bool(moves) == (status == 200)
    assert rows("remark")[0].id == remark.id


@pytest.mark.parametrize("urgency", ["today", "week", "look"])
def test_one_tap_moves_a_remark_to_the_planner(meeting, item, planner, leader, sign_in, urgency):
    moved, stays = a_remark(item, text=WORRY), a_remark(item, text="봉투가 찢어집니다.")
    browser = sign_in(leader)
    form = form_of(browser.get(item_page(meeting, item)).text, f"/remarks/{moved.id}/referral")
    answers = [browser.post(form.action, data={**form.values, "urgency": urgency}) for _ in range(2)]
    assert [answer.location for answer in answers] == [f"/meetings/{meeting.id}/console"] * 2
    assert [remark.id for remark in rows("remark")] == [stays.id]
    assert [(one.text, one.urgency) for one in rows("referral")] == [(WORRY, urgency)]
    assert [event.action for event in rows("event")] == ["referral.made"]


def test_a_remark_moves_from_the_draft_of_the_minutes_too(council, leader, planner, sign_in):
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.ENDED)
    remark = a_remark(an_item(meeting), text=WORRY)
    browser = sign_in(leader)
    submit(browser, f"/meetings/{meeting.id}/minutes", f"/remarks/{remark.id}/referral", urgency="look")
    assert WORRY not in browser.get(f"/meetings/{meeting.id}/minutes").text
    assert not rows("remark")


def test_a_remark_leaves_the_sentences_of_the_minutes_whatever_became_of_them(meeting, item, planner, leader):
    remark = a_remark(item, text="위층 할아버지가 며칠째 굶으십니다.")
    kept = a_remark(item, text="봉투가 찢어집니다.")
    with transaction():
        meetings.adjourn(meeting, by=leader, at=clock.now())
    line = next(one for one in queries.lines_of(meeting.id) if "위층 할아버지" in one.text)
    with transaction():
        meetings.reword_line(line, "어르신 걱정", seen=line.version, by=leader, at=clock.now())
    with transaction():
        refer_remark(meeting, remark.id, Urgency.TODAY, by=leader, at=clock.now())
    told = [one.text for one in queries.lines_of(meeting.id)]
    assert f"나온 이야기: {kept.text}" in told
    assert "어르신 걱정" not in told
    assert rows("minutes_line_version") == []


def test_nothing_moves_without_an_urgency_that_there_is(meeting, item, planner, leader, sign_in):
    remark = a_remark(item)
    browser = sign_in(leader)
    form = form_of(browser.get(item_page(meeting, item)).text, "/referral")
    assert browser.post(form.action, data={**form.values, "urgency": "never"}).status_code == 422
    assert rows("remark")[0].id == remark.id
    assert not rows("referral")


def test_published_minutes_give_nothing_away_and_take_no_worry(council, leader, planner, sign_in):
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.PUBLISHED)
    remark = a_remark(an_item(meeting))
    browser = sign_in(leader)
    assert "회의록을 공개하기 전까지" in browser.get(writing(meeting)).text
    assert "/referral" not in browser.get(f"/meetings/{meeting.id}/minutes").text
    running = a_meeting(council=council, called_by=leader, state=MeetingState.RUNNING)
    sent = dict(form_of(browser.get(writing(running)).text, "").values, text=WORRY, urgency="week")
    assert browser.post(writing(meeting), data=sent).status_code == 409
    assert browser.post(f"/meetings/{meeting.id}/remarks/{remark.id}/referral", data=sent).status_code == 409
    assert len(rows("remark")) == 1
    assert not rows("referral")


def test_a_remark_of_another_meeting_stays_where_it_is(meeting, planner, leader, sign_in):
    there = a_meeting(state=MeetingState.RUNNING)
    remark = a_remark(an_item(there))
    browser = sign_in(leader)
    sent = dict(form_of(browser.get(writing(meeting)).text, "").values, urgency="week")
    browser.post(f"/meetings/{meeting.id}/remarks/{remark.id}/referral", data=sent)
    assert rows("remark")[0].id == remark.id
    assert not rows("referral")


def test_without_a_planner_the_page_gives_the_number_of_the_centre_and_keeps_nothing(
    meeting, item, leader, sign_in, dong
):
    phone = dong.centre_phone
    a_planner(a_dong())
    an_officer(dong)
    remark = a_remark(item, text=WORRY)
    browser = sign_in(leader)
    page = browser.get(writing(meeting)).text
    assert phone in page
    assert 'name="text"' not in page
    token = form_of(browser.get(item_page(meeting, item)).text, "/remarks").values["csrf_token"]
    sent = {"csrf_token": token, "text": WORRY, "urgency": "today"}
    assert phone in browser.post(writing(meeting), data=sent).text
    moved = browser.post(f"/meetings/{meeting.id}/remarks/{remark.id}/referral", data=sent)
    assert moved.location == writing(meeting)
    assert not rows("referral")
    assert not rows("event")
    assert rows("remark")[0].text == WORRY


def test_nothing_is_kept_where_the_last_planner_leaves_while_it_is_written(meeting, item, leader):
    remark = a_remark(item, text=WORRY)
    with pytest.raises(Conflict, match="02-000-0000"):
        a_referral(meeting)
    with pytest.raises(Conflict, match="02-000-0000"), transaction():
        service.refer_remark(meeting, remark.id, Urgency.TODAY, by=leader, at=clock.now())
    assert not rows("referral")
    assert rows("remark")[0].text == WORRY


def test_who_made_it_sees_how_far_it_is_and_never_the_words(meeting, planner, leader, sign_in):
    referral = a_referral(meeting)
    browser = sign_in(leader)
    for page in ("/referrals/mine", f"/referrals/{referral.id}"):
        shown = browser.get(page).text
        assert "아직 읽지 않았습니다" in shown
        assert WORRY not in shown
    token = form_of(browser.get(writing(meeting)).text, "").values["csrf_token"]
    refused = browser.post(f"/referrals/{referral.id}/looks", data={"csrf_token": token})
    assert refused.status_code == 403
    assert WORRY not in refused.text
    other = sign_in(a_facilitator(meeting.council))
    assert other.get(f"/referrals/{referral.id}").status_code == 404
    assert "알린 것이 없습니다" in other.get("/referrals/mine").text
