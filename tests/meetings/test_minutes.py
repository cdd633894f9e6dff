"""The sitting and its minutes: opened, noted, adjourned, read through, published; numbers and never names."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.meetings import service
from app.meetings.states import MeetingState
from tests.browsing import form_of, submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer
from tests.factories.meetings import a_meeting, a_remark, a_resolution, an_attendance, an_item
from tests.factories.minutes import let_corrections_end


def page_of(meeting, name: str = "minutes") -> str:
    return f"/meetings/{meeting.id}/{name}"


def actions() -> list[str]:
    return [event.action for event in rows("event")]


def test_a_whole_meeting_from_the_door_to_the_published_minutes(app, sign_in, client):
    council = a_council()
    leader, member = a_facilitator(council, name="김반장"), a_member(council, name="박순자")
    meeting = a_meeting(council=council, called_by=leader, title="쓰레기 회의")
    item = an_item(meeting, position=1, title="깨진 유리")
    browser = sign_in(leader)
    submit(browser, page_of(meeting, "attendance"), f"/members/{member.id}")
    submit(browser, page_of(meeting, "attendance"), "/walk-ins", name="지나가던 이웃")
    assert "회의를 시작했습니다" in submit(browser, page_of(meeting, "console"), "/opening", follow=True).text
    url = page_of(meeting, f"items/{item.id}")
    submit(browser, url, "/remarks", text="봉투가 찢어집니다.")
    submit(browser, f"{url}/resolutions/new", "", text="봉투를 나누어 준다", yes=2, no=0, abstain=0)
    draft = submit(browser, page_of(meeting, "console"), "/adjournment", follow=True).text
    assert "회의를 마쳤습니다" in draft
    assert "14일 안에 공개해야 합니다" in draft
    assert client.get(page_of(meeting)).status_code == 303
    assert "참석한 이웃에게 알렸습니다" in submit(browser, page_of(meeting), "/showing", follow=True).text
    let_corrections_end(meeting)
    assert "확인을 마쳤습니다" in submit(browser, page_of(meeting), "/approval", follow=True).text
    assert "회의록을 공개했습니다" in submit(browser, page_of(meeting), "/publication", follow=True).text
    public = client.get(page_of(meeting)).text
    for word in (
        "쓰레기 회의",
        "김반장",
        "모두 2명이 왔습니다. 참여가 확인된 주민 1명과 처음 온 이웃 1명",
        "봉투가 찢어집니다",
        "가결",
    ):
        assert word in public
    assert "박순자" not in public
    assert "지나가던 이웃" not in public
    done = ["meeting.opened", "resolution.recorded", "meeting.ended"]
    assert actions() == [*done, "minutes.shown", "minutes.approved", "minutes.published"]


def test_late_minutes_are_warned_of(app, sign_in):
    meeting = a_meeting(state=MeetingState.ENDED, publish_by=clock.today() - timedelta(days=1))
    assert "notice-warning" in sign_in(meeting.called_by).get(page_of(meeting)).text


def test_minutes_whose_last_day_is_today_are_not_late(app, sign_in):
    meeting = a_meeting(state=MeetingState.ENDED, publish_by=clock.today())
    page = sign_in(meeting.called_by).get(page_of(meeting)).text
    assert "까지 공개해야 합니다" in page
    assert "notice-warning" not in page


def test_a_remark_is_noted_once_and_carries_no_name(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    item = an_item(meeting)
    browser, url = sign_in(meeting.called_by), page_of(meeting, f"items/{item.id}")
    form = form_of(browser.get(url).text, "/remarks")
    for _ in range(2):
        browser.post(form.action, data={**form.values.to_dict(), "text": "밤에 시끄럽습니다."})
    assert [remark.text for remark in rows("remark")] == ["밤에 시끄럽습니다."]
    assert not {"user_id", "speaker_id", "by_id"} & set(rows("remark")[0]._fields)


def test_two_remarks_of_the_same_words_from_two_pages_are_two(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    item = an_item(meeting)
    browser = sign_in(meeting.called_by)
    for _ in range(2):
        submit(browser, page_of(meeting, f"items/{item.id}"), "/remarks", text="찬성합니다.")
    assert len(rows("remark")) == 2


@pytest.mark.parametrize("text", ["", "900101-1234567", "전화는 010-1234-5678", "가" * 501])
def test_what_must_not_be_public_does_not_become_a_remark(app, sign_in, text):
    meeting = a_meeting(state=MeetingState.RUNNING)
    item = an_item(meeting)
    answer = submit(sign_in(meeting.called_by), page_of(meeting, f"items/{item.id}"), "/remarks", text=text)
    assert answer.status_code == 422
    assert not rows("remark")


def test_the_facilitator_corrects_the_draft_and_takes_out_what_does_not_belong(app, sign_in):
    meeting = a_meeting(state=MeetingState.ENDED)
    item = an_item(meeting)
    first, second = a_remark(item), a_remark(item, text="옆집 김 씨가 문제다")
    browser = sign_in(meeting.called_by)
    page = submit(browser, page_of(meeting, f"remarks/{first.id}"), f"/remarks/{first.id}", text="고친 말", follow=True)
    assert "고쳤습니다" in page.text
    assert "고친 말" in page.text
    url = page_of(meeting, f"remarks/{second.id}")
    form = form_of(browser.get(url).text, "/removal")
    assert [browser.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert [remark.text for remark in rows("remark")] == ["고친 말"]


def test_a_correction_with_a_phone_number_is_refused_and_keeps_the_old_words(app, sign_in):
    meeting = a_meeting(state=MeetingState.ENDED)
    remark = a_remark(an_item(meeting))
    url = page_of(meeting, f"remarks/{remark.id}")
    answer = submit(sign_in(meeting.called_by), url, f"/remarks/{remark.id}", text="010-1234-5678")
    assert answer.status_code == 422
    assert rows("remark")[0].text == "밤에 몰래 버리고 갑니다."


def test_published_minutes_stand_as_they_are(app, sign_in):
    meeting = a_meeting(state=MeetingState.PUBLISHED)
    remark = a_remark(an_item(meeting))
    leader = meeting.called_by
    for verb in (
        lambda: service.reword(meeting, remark, "다른 말"),
        lambda: service.drop_remark(meeting, remark.id),
    ):
        with pytest.raises(Conflict), transaction():
            verb()
    page = sign_in(leader).get(page_of(meeting)).text
    assert "밤에 몰래 버리고 갑니다." in page
    assert "/remarks/" not in page
    assert "/publication" not in page


def test_a_remark_of_another_meeting_is_not_taken_out(app):
    mine, other = a_meeting(state=MeetingState.RUNNING), a_meeting(state=MeetingState.RUNNING)
    remark = a_remark(an_item(other))
    with transaction():
        service.drop_remark(mine, remark.id)
    assert len(rows("remark")) == 1


def test_the_draft_is_the_facilitators_and_the_dong_centres(app, sign_in, client):
    meeting = a_meeting(state=MeetingState.ENDED)
    council = meeting.council
    insiders = (meeting.called_by, an_officer(council.dong))
    for other in (a_user(), a_member(council)):
        assert sign_in(other).get(page_of(meeting)).status_code == 403
    assert client.get(page_of(meeting)).status_code == 303
    for insider in insiders:
        assert sign_in(insider).get(page_of(meeting)).status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        "agenda",
        "details",
        "cancellation",
        "console",
        "items/1",
        "items/1/resolutions/new",
        "remarks/1",
        "resolutions/1",
    ],
)
def test_the_facilitators_pages_are_closed_to_members(app, sign_in, page):
    meeting = a_meeting(state=MeetingState.RUNNING)
    item = an_item(meeting, id=1)
    a_remark(item, id=1)
    a_resolution(item, id=1)
    member = sign_in(a_member(meeting.council))
    assert member.get(page_of(meeting, page)).status_code == 403
    assert member.post(page_of(meeting, page)).status_code in {400, 403, 405}


def test_the_notice_says_until_when_the_minutes_will_come(app, client):
    meeting = a_meeting(state=MeetingState.ENDED)
    page = client.get(f"/meetings/{meeting.id}").text
    assert "회의는 끝났습니다" in page
    assert f"{meeting.publish_by.month}월\u00a0{meeting.publish_by.day}일" in page


def test_the_notice_of_a_meeting_without_agenda_says_how_to_add_one(app, client):
    page = client.get(f"/meetings/{a_meeting().id}").text
    assert "안건을 모으고 있습니다" in page


@pytest.mark.parametrize("name", ["console", "minutes"])
def test_a_page_costs_the_same_for_one_item_and_for_thirty(app, sign_in, name):
    meeting = a_meeting(state=MeetingState.ENDED)
    browser = sign_in(meeting.called_by)
    fill(meeting, 1)
    with counted_statements() as few:
        browser.get(page_of(meeting, name))
    fill(meeting, 29)
    with counted_statements() as many:
        assert browser.get(page_of(meeting, name)).status_code == 200
    assert len(many) == len(few)


def fill(meeting, count: int) -> None:
    recorder = a_user()
    for _ in range(count):
        item = an_item(meeting)
        a_remark(item)
        a_resolution(item, by_id=recorder.id)
        an_attendance(meeting)
