"""After a remark has moved, nothing but its referral holds what it said: no row, no page, no letter, no log line."""

import logging

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import db, session
from app.meetings import queries
from app.meetings.states import MeetingState
from app.notices.jobs import deliver_events, send_letters
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_member, a_user, an_observer, an_officer, an_operator
from tests.factories.meetings import a_meeting, a_remark, an_item
from tests.factories.minutes import let_corrections_end
from tests.factories.proposals import a_proposal

WORRY = "위층 할아버지가 며칠째 식사를 못 하십니다"


def holding(words: str) -> set[tuple[str, str]]:
    """The columns of all tables that hold the words."""
    found = set()
    for table in db.metadata.sorted_tables:
        for row in session().execute(select(table)):
            found |= {(table.name, name) for name, value in row._mapping.items() if words in str(value)}
    return found


@pytest.fixture
def moved(council, leader, planner, sign_in):
    """A meeting on a proposal, which has ended; its one worry was shown on every screen before it moved."""
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.RUNNING)
    item = an_item(meeting, proposal_id=a_proposal(council).id)
    a_remark(item, text="봉투가 찢어집니다.")
    browser = sign_in(leader)
    url = f"/meetings/{meeting.id}/items/{item.id}"
    submit(browser, url, "/remarks", text=WORRY)
    assert WORRY in browser.get(url).text
    remark = rows("remark")[-1]
    submit(browser, url, f"/remarks/{remark.id}/referral", urgency="today")
    return {
        "meeting_id": meeting.id, "item_id": item.id, "remark_id": rows("remark")[0].id, "council_id": council.id,
        "dong_id": council.dong_id, "referral_id": rows("referral")[0].id, "proposal_id": item.proposal_id,
    }  # fmt: skip


def addresses(app, numbers):
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    fitting = [rule for rule in rules if rule.arguments <= set(numbers)]
    built = [rule.build({name: numbers[name] for name in rule.arguments}, append_unknown=False) for rule in fitting]
    return sorted({address[1] for address in built if address})


def test_one_column_alone_holds_the_words_after_letters_and_notices_went_out(moved, planner):
    while deliver_events(clock.now()):
        pass
    assert holding(WORRY) == {("referral", "text")}
    (letter,) = [one for one in rows("message") if one.recipient == planner.email]
    assert "새 연계가 하나 있습니다" in letter.subject
    assert f"/referrals/{moved['referral_id']}" in letter.body
    assert letter.subject == "새 연계가 하나 있습니다."
    assert [one.user_id for one in rows("notification")] == [planner.id]


def test_no_page_that_anybody_can_open_shows_the_words(app, moved, council, leader, planner, sign_in, client, dong):
    everybody = [a_user(), a_member(council), an_observer(council), an_officer(dong), an_operator()]
    browsers = [client, *(sign_in(user) for user in (*everybody, leader, planner))]
    pages = addresses(app, moved)
    assert len(pages) > 40
    for browser in browsers:
        opened = [answer for answer in (browser.get(address) for address in pages) if answer.status_code == 200]
        assert opened
        assert [answer.request.path for answer in opened if WORRY.encode() in answer.data] == []


def test_the_minutes_are_published_without_it_and_the_screens_follow(moved, leader, sign_in, client):
    browser, meeting = sign_in(leader), f"/meetings/{moved['meeting_id']}"
    submit(browser, f"{meeting}/console", "/adjournment")
    submit(browser, f"{meeting}/minutes", "/showing")
    let_corrections_end(queries.meeting(moved["meeting_id"]))
    submit(browser, f"{meeting}/minutes", "/approval")
    submit(browser, f"{meeting}/minutes", "/publication")
    public = client.get(f"{meeting}/minutes").text
    assert "봉투가 찢어집니다." in public
    assert WORRY not in public


def test_an_open_screen_is_told_that_the_remark_has_gone(council, leader, planner, sign_in):
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.RUNNING)
    item = an_item(meeting)
    remark = a_remark(item, text=WORRY)
    browser = sign_in(leader)
    live = f"/meetings/{meeting.id}/screen/live"
    tag = {"If-None-Match": browser.get(live).headers["ETag"]}
    assert browser.get(live, headers=tag).status_code == 304
    submit(browser, f"/meetings/{meeting.id}/items/{item.id}", f"/remarks/{remark.id}/referral", urgency="week")
    assert browser.get(live, headers=tag).status_code == 200


def test_no_line_of_the_log_and_no_event_tells_anything(council, leader, planner, sign_in, caplog):
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.RUNNING)
    with caplog.at_level(logging.DEBUG):
        submit(sign_in(leader), f"/meetings/{meeting.id}/referrals/new", "", text=WORRY, urgency="today")
        deliver_events(clock.now())
        send_letters(clock.now())
    assert WORRY not in caplog.text
    (event,) = rows("event")
    assert (event.action, event.subject_type, event.council_id) == ("referral.made", "referral", None)
    assert holding(WORRY) == {("referral", "text")}
