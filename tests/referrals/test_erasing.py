"""Words of a referral are destroyed some time after it is done; how far it went, and when, stays."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.errors import Conflict
from app.referrals import queries
from app.referrals.jobs import erase_done_referrals
from app.referrals.states import ReferralState, Step
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories.referrals import WORRY, a_referral, seen, stepped

DAYS = timedelta(days=90)


@pytest.fixture
def done(meeting, planner):
    return stepped(seen(a_referral(meeting, once="abc"), planner), Step.FINISH, planner, "반찬을 전했습니다.")


def test_words_note_and_maker_go_ninety_days_after_it_is_done(done, planner):
    assert erase_done_referrals(done.done_at + DAYS - timedelta(seconds=1)) == 0
    assert rows("referral")[0].text == WORRY
    at = done.done_at + DAYS
    assert erase_done_referrals(at) == 1
    kept = queries.referral(done.id)
    assert (kept.text, kept.note, kept.once, kept.author_id, kept.meeting_id) == ("", "", None, None, None)
    moments = (kept.state, kept.made_at, kept.seen_at, kept.done_at, kept.erased_at)
    assert moments == (ReferralState.DONE, done.made_at, done.seen_at, done.done_at, at)
    assert erase_done_referrals(at + DAYS) == 0
    assert len(rows("referral_look")) == 1, "who looked stays written down"


def test_the_days_are_a_setting(app, done):
    before = app.config["REFERRAL_DAYS"]
    app.config["REFERRAL_DAYS"] = 7
    try:
        assert erase_done_referrals(done.done_at + timedelta(days=7)) == 1
    finally:
        app.config["REFERRAL_DAYS"] = before


def test_what_is_not_done_is_kept_however_old(meeting, planner):
    stepped(seen(a_referral(meeting), planner), Step.TAKE_UP, planner)
    a_referral(meeting)
    assert erase_done_referrals(clock.now() + 10 * DAYS) == 0
    assert [one.text for one in rows("referral")] == [WORRY] * 2


def test_the_planner_is_told_of_the_day_and_then_that_it_is_gone(done, planner, leader, sign_in):
    browser = sign_in(planner)
    address = f"/referrals/{done.id}"
    assert "지웁니다(개인정보 보호법 제21조)" in browser.get(address).text
    erase_done_referrals(done.done_at + DAYS)
    assert "지웠습니다" in browser.get(address).text
    assert "/looks" not in browser.get(address).text
    assert "지웠습니다" in browser.post(f"{address}/looks", data={"csrf_token": token_of(browser, address)}).text
    assert sign_in(leader).get(address).status_code == 404


def test_nothing_is_added_to_what_was_erased(done, planner, sign_in):
    erase_done_referrals(done.done_at + DAYS)
    with pytest.raises(Conflict, match="지웠습니다"):
        stepped(done, Step.NOTE, planner, "다시 적습니다.")
    assert rows("referral")[0].note == ""


def test_the_form_of_what_is_done_still_takes_a_note(done, planner, sign_in):
    browser = sign_in(planner)
    opened = submit(browser, f"/referrals/{done.id}", "/looks").text
    assert 'value="take_up"' not in opened
    assert 'value="finish"' not in opened
    sent = {"csrf_token": token_of(browser, f"/referrals/{done.id}"), "note": "한 번 더 갔습니다.", "step": "note"}
    browser.post(f"/referrals/{done.id}/steps", data=sent)
    assert rows("referral")[0].note == "한 번 더 갔습니다."
