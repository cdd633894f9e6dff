"""A meeting called off: once, with a reason that everybody reads."""

from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries, service
from app.meetings.states import MeetingState
from tests.browsing import submit
from tests.conftest import rows
from tests.factories.meetings import a_meeting


def actions() -> list[str]:
    return [event.action for event in rows("event")]


def test_a_cancelled_meeting_says_why_to_everybody(app, sign_in, client):
    meeting = a_meeting()
    browser = sign_in(meeting.called_by)
    page = submit(browser, f"/meetings/{meeting.id}/cancellation", "/cancellation", reason="비가 옵니다", follow=True)
    assert "회의를 취소했습니다" in page.text
    seen = client.get(f"/meetings/{meeting.id}").text
    assert "이 회의는 취소되었습니다" in seen
    assert "비가 옵니다" in seen
    assert f"/meetings/{meeting.id}/calendar.ics" not in seen
    assert actions() == ["meeting.cancelled"]


def test_cancelling_twice_keeps_the_first_reason(app):
    meeting = a_meeting()
    leader = meeting.called_by
    for reason in ("비가 옵니다", "눈이 옵니다"):
        with transaction():
            service.cancel(meeting, reason, by=leader, at=clock.now())
    assert rows("meeting")[0].cancelled_reason == "비가 옵니다"
    assert actions() == ["meeting.cancelled"]


def test_cancelling_needs_a_reason(app, sign_in):
    meeting = a_meeting()
    answer = submit(sign_in(meeting.called_by), f"/meetings/{meeting.id}/cancellation", "/cancellation", reason="")
    assert answer.status_code == 422
    assert rows("meeting")[0].state == MeetingState.ANNOUNCED


def test_a_draft_called_off_stays_unknown_to_the_public(app, client, sign_in):
    meeting = a_meeting(state=MeetingState.DRAFT)
    submit(sign_in(meeting.called_by), f"/meetings/{meeting.id}/cancellation", "/cancellation", reason="다음에")
    assert client.get(f"/meetings/{meeting.id}").status_code == 404
    assert actions() == []
    council = queries.meeting(meeting.id).council
    assert queries.meetings_of(council) == []
    assert [one.id for one in queries.meetings_of(council, drafts=True)] == [meeting.id]
