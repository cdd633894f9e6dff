"""Approving the minutes: after the 72 hours, with every correction answered, by a facilitator or an officer."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.meetings import service
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import an_officer
from tests.factories.minutes import a_correction, let_corrections_end, shown_minutes


def page_of(meeting, name: str = "") -> str:
    return f"/meetings/{meeting.id}/minutes{name}"


def test_minutes_are_not_approved_while_corrections_may_come_or_wait(app, sign_in):
    meeting, leader, member = shown_minutes()
    one = a_correction(meeting, member)
    with pytest.raises(Conflict, match="참석자가 고칠 곳을"), transaction():
        service.approve_minutes(meeting, by=leader, at=clock.now())
    let_corrections_end(meeting)
    desk = sign_in(leader)
    assert "답하지 않은 고침 제안이 1건" in desk.get(page_of(meeting)).text
    with pytest.raises(Conflict, match="1건"), transaction():
        service.approve_minutes(meeting, by=leader, at=clock.now())
    submit(desk, page_of(meeting, f"/corrections/{one.id}"), "/refusal", reason="그대로가 맞습니다")
    assert "확인을 마쳤습니다" in submit(desk, page_of(meeting), "/approval", follow=True).text


def test_an_officer_may_approve_and_an_approval_can_be_taken_back(app, sign_in):
    meeting, leader, _ = shown_minutes()
    let_corrections_end(meeting)
    officer = an_officer(meeting.council.dong, name="박주무")
    browser = sign_in(officer)
    assert "박주무님이" in submit(browser, page_of(meeting), "/approval", follow=True).text
    assert "다시 고칠 수 있습니다" in submit(sign_in(leader), page_of(meeting), "/reopening", follow=True).text
    assert rows("minutes")[0].approved_by_id is None
    with transaction():
        service.reopen_minutes(meeting, by=leader, at=clock.now())
    assert len([row for row in rows("event") if row.action == "minutes.reopened"]) == 1


def test_the_draft_cannot_be_published_before_it_is_approved(app):
    meeting, leader, _ = shown_minutes()
    with pytest.raises(Conflict), transaction():
        service.publish(meeting, by=leader, at=clock.now())
    assert rows("ledger") == []
