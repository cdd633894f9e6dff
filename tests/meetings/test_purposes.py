"""Usual meetings at one press, the picture of their minutes, and the list of whom to ask to come."""

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.meetings.models import Meeting
from app.meetings.service.inviting import MOST_INVITEES
from app.meetings.service.purposes import PURPOSES
from app.meetings.states import MeetingState
from tests.browsing import form_of, forms, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator
from tests.factories.meetings import a_meeting, an_invitee, an_item


def press(browser, council, key: str):
    """Press the button of a usual meeting on the page that makes meetings."""
    page = browser.get(f"/councils/{council.id}/meetings/new").text
    form = next(one for one in forms(page) if one.values.get("purpose") == key)
    return browser.post(form.action, data=form.values, follow_redirects=True)


@pytest.mark.parametrize("key", PURPOSES)
def test_one_press_gives_a_draft_with_items_minutes_and_whom_to_ask(app, sign_in, key):
    council, purpose = a_council(), PURPOSES[key]
    page = press(sign_in(a_facilitator(council)), council, key).text
    assert "날짜와 장소가 맞는지" in page
    (meeting,) = rows("meeting")
    assert (meeting.state, meeting.title, meeting.minutes_planned) == (
        MeetingState.DRAFT,
        str(purpose.title),
        purpose.minutes_planned,
    )
    items = sorted(rows("agenda_item"), key=lambda item: item.position)
    assert [(item.title, item.minutes) for item in items] == [(str(t), m) for t, m in purpose.items]
    noted = sorted(rows("invitee"), key=lambda one: one.id)
    assert [(one.who, one.why) for one in noted] == [(str(who), str(why)) for who, why in purpose.affected]


@pytest.mark.parametrize("purpose", PURPOSES.values(), ids=PURPOSES)
def test_the_usual_items_leave_time_for_the_welcome_and_the_end(purpose):
    assert 0 < sum(minutes for _title, minutes in purpose.items) <= purpose.minutes_planned - 5
    assert all(len(str(title)) <= 80 for title, _minutes in purpose.items)
    assert all(len(str(who)) <= 80 and len(str(why)) <= 120 for who, why in purpose.affected)


def test_a_usual_meeting_is_no_sooner_than_the_bylaws_allow_and_where_one_met_last(app, sign_in):
    council = a_council(bylaws={"notice_days": 12})
    a_meeting(council=council, state=MeetingState.PUBLISHED, place="경로당")
    press(sign_in(a_facilitator(council)), council, "parking")
    made = session().scalars(select(Meeting).where(Meeting.state == MeetingState.DRAFT)).one()
    assert made.place == "경로당"
    start = clock.seoul(made.starts_at)
    assert ((start.date() - clock.today()).days, start.hour) == (12, 19)


def test_pressing_twice_makes_one_meeting(app, sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    form = next(
        one for one in forms(browser.get(f"/councils/{council.id}/meetings/new").text) if "purpose" in one.values
    )
    assert [browser.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert len(rows("meeting")) == 1
    assert len(rows("agenda_item")) == len(PURPOSES["rubbish"].items)


def test_an_unknown_purpose_makes_nothing(app, sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    form = next(
        one for one in forms(browser.get(f"/councils/{council.id}/meetings/new").text) if "purpose" in one.values
    )
    assert browser.post(form.action, data={**form.values, "purpose": "revolution"}).status_code == 422
    assert rows("meeting") == []


@pytest.mark.parametrize(
    ("minutes", "said", "width"), [(60, "남은 시간", "66.67"), (90, "남은 시간", "100.00"), (120, "넘친 시간", "75.00")]
)
def test_the_bar_shows_what_is_used_of_the_slot(app, sign_in, minutes, said, width):
    meeting = a_meeting(state=MeetingState.DRAFT, minutes_planned=90)
    an_item(meeting, minutes=minutes)
    page = sign_in(meeting.called_by).get(f"/meetings/{meeting.id}/agenda").text
    assert f"안건 {minutes}분 / 예정 90분" in page
    assert said in page
    assert f'class="part part-agree" x="0.00" width="{width}"' in page


def test_whom_to_ask_is_noted_ticked_off_and_taken_back(app, sign_in):
    meeting = a_meeting()
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/invitees"
    submit(browser, url, "/invitees", who="1층 가게들", why="상자가 많이 나옵니다")
    assert "0곳에 알렸습니다" in browser.get(f"/meetings/{meeting.id}/agenda").text
    submit(browser, url, "/invitation")
    assert rows("invitee")[0].invited_at is not None
    assert "1곳에 알렸습니다" in browser.get(f"/meetings/{meeting.id}/agenda").text
    submit(browser, url, "/invitation/removal")
    assert rows("invitee")[0].invited_at is None
    form = form_of(browser.get(url).text, f"/invitees/{rows('invitee')[0].id}/removal")
    assert [browser.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert rows("invitee") == []


def test_the_same_group_is_noted_once(app, sign_in):
    meeting = a_meeting()
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/invitees"
    for _ in range(2):
        assert submit(browser, url, "/invitees", who="세입자").status_code == 303
    assert len(rows("invitee")) == 1


def test_there_is_an_end_to_the_list_and_it_is_said(app, sign_in):
    meeting = a_meeting()
    for _ in range(MOST_INVITEES):
        an_invitee(meeting)
    answer = submit(sign_in(meeting.called_by), f"/meetings/{meeting.id}/invitees", "/invitees", who="한 곳 더")
    assert answer.status_code == 422
    assert "30줄까지" in answer.text


def test_after_the_meeting_the_list_stays_as_it_is(app, sign_in):
    meeting = a_meeting(state=MeetingState.ENDED)
    invitee = an_invitee(meeting, who="세입자")
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/invitees"
    page = browser.get(url).text
    assert "세입자" in page
    assert "알렸어요" not in page
    token = form_of(browser.get("/account").text, "/sign-out").values["csrf_token"]
    for deed in ("invitation", "invitation/removal", "removal"):
        assert browser.post(f"{url}/{invitee.id}/{deed}", data={"csrf_token": token}).status_code == 409
