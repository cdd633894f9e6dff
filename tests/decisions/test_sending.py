"""A report is read through, changed, and frozen when it is sent."""

import pytest

from app.decisions import queries, service
from app.kernel import clock
from app.kernel.db import db, session, transaction
from app.kernel.errors import Conflict
from app.meetings.models import Meeting, Resolution
from app.polls.models import Poll
from app.polls.states import PollState
from tests.browsing import submit, token_of
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.decisions import (
    QUESTION,
    a_counted_poll,
    a_held_meeting,
    a_report,
    a_resolution,
    a_sent_report,
)


def test_a_facilitator_adds_rewords_and_removes_a_request_before_sending(app, sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    report = a_report(council)
    first = report.requests[0]
    added = submit(browser, f"/reports/{report.id}/requests/new", text="빗자루", clock="autonomy_plan", follow=True)
    assert "요청을 더했습니다" in added.text
    submit(browser, f"/requests/{first.id}/wording", text="봉투 200장", clock="citizen_proposal")
    submit(browser, f"/reports/{report.id}", f"/requests/{queries.report(report.id).requests[1].id}/removal")
    (left,) = rows("request")
    assert (left.text, left.clock, left.position) == ("봉투 200장", "citizen_proposal", 1)


def test_a_request_without_words_or_with_a_private_number_is_refused_beside_its_field(app, sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    report = a_report(council)
    empty = submit(browser, f"/reports/{report.id}/requests/new", text=" ")
    assert empty.status_code == 422
    private = submit(browser, f"/reports/{report.id}/requests/new", text="010-1234-5678로 전화 주세요")
    assert private.status_code == 422
    assert "휴대전화 번호" in private.text
    assert "010-1234-5678로 전화 주세요" in private.text
    assert len(rows("request")) == 1


def test_the_form_says_what_each_clock_gives(app, sign_in):
    council = a_council()
    page = sign_in(a_facilitator(council)).get(f"/reports/{a_report(council).id}/requests/new").text
    assert "주말과 공휴일을 빼고 14일" in page
    assert "15일 안에 재심사를 요청" in page
    assert "30일 안에 검토 결과" in page


def test_sending_freezes_the_report_and_starts_the_clocks(app, sign_in):
    council = a_council()
    browser, meeting = sign_in(a_facilitator(council)), a_held_meeting(council, a_resolution())
    report = a_report(council, source=queries.meeting(meeting.id))
    resolution_id = report.requests[0].resolution_id
    page = submit(browser, f"/reports/{report.id}", "/sending", follow=True)
    assert "동주민센터에 보냈습니다" in page.text
    with transaction():
        source = session().get(Meeting, meeting.id)
        source.title = "다른 이름"
        session().get(Resolution, resolution_id).text = "다른 말"
    sent = queries.report(report.id)
    assert sent.body["meeting"]["title"] == "빌라 주차장 회의"
    assert sent.body["resolutions"][0]["text"] == QUESTION
    assert sent.body["requests"][0]["due_on"] == sent.requests[0].due_on.isoformat()
    again = browser.get(f"/reports/{report.id}").text
    assert "빌라 주차장 회의" in again
    assert "다른 말" not in again
    assert [event.action for event in rows("event")] == ["report.sent"]


def test_sending_twice_sends_once(app, sign_in):
    council = a_council()
    browser, report = sign_in(a_facilitator(council)), a_report(council)
    token = token_of(browser, f"/reports/{report.id}")
    for _ in range(2):
        answer = browser.post(f"/reports/{report.id}/sending", data={"csrf_token": token})
        assert answer.status_code == 303
    assert len(rows("event")) == 1


def test_a_stale_page_cannot_send_or_change_what_was_sent(app):
    council = a_council()
    leader = a_facilitator(council)
    report = a_report(council, by=leader)
    db.session.expunge_all()
    stale, asked = queries.report(report.id), queries.request(report.requests[0].id)
    db.session.expunge_all()
    with transaction():
        service.send(queries.report(report.id), by=leader, at=clock.now())
    with transaction():
        service.send(stale, by=leader, at=clock.now())
    for verb in (
        lambda: service.add(stale, "더", "suggestion"),
        lambda: service.reword(asked, "다른 말", "suggestion"),
        lambda: service.remove(asked),
    ):
        with pytest.raises(Conflict), transaction():
            verb()
    assert [request.text for request in rows("request")] == [QUESTION]
    assert len(rows("event")) == 1


def test_a_report_that_asks_nothing_is_not_sent(app, sign_in):
    council = a_council()
    browser, meeting = sign_in(a_facilitator(council)), a_held_meeting(council, a_resolution(asks_centre=False))
    report = a_report(council, source=queries.meeting(meeting.id))
    page = browser.get(f"/reports/{report.id}").text
    assert "아직 요청이 없습니다" in page
    assert "/sending" not in page
    refused = browser.post(
        f"/reports/{report.id}/sending", data={"csrf_token": token_of(browser, f"/reports/{report.id}/requests/new")}
    )
    assert refused.status_code == 409
    assert queries.report(report.id).is_sent is False


def test_a_report_of_a_poll_that_was_declared_void_is_not_sent(app):
    council = a_council()
    leader = a_facilitator(council)
    poll = a_counted_poll(council, {"가": 6, "나": 2})
    report = a_report(council, by=leader, source=poll)
    with transaction():
        session().get(Poll, poll.id).state = PollState.VOID
    with pytest.raises(Conflict, match="무효"), transaction():
        service.send(report, by=leader, at=clock.now())
    assert not rows("event")


def test_a_draft_is_for_facilitators_and_a_sent_report_for_everybody(app, sign_in, client):
    council = a_council()
    leader, neighbour, officer = a_facilitator(council), a_member(council), an_officer(council.dong)
    report = a_report(council, by=leader)
    asked = report.requests[0]
    for page in (f"/reports/{report.id}", f"/requests/{asked.id}"):
        assert client.get(page).status_code == 404
        assert sign_in(neighbour).get(page).status_code == 404
        assert sign_in(officer).get(page).status_code == 404
        assert sign_in(leader).get(page).status_code == 200
    assert sign_in(a_facilitator(a_council())).get(f"/reports/{report.id}").status_code == 404
    with transaction():
        service.send(report, by=leader, at=clock.now())
    assert client.get(f"/reports/{report.id}").status_code == 200
    assert client.get(f"/requests/{asked.id}").status_code == 200


@pytest.mark.parametrize("page", ["/reports/7", "/requests/7", "/requests/7/answer", "/dongs/7/requests"])
def test_what_is_not_there_is_said_plainly(app, client, page):
    assert client.get(page).status_code == 404


def test_reports_of_a_council_are_listed_newest_first_without_drafts(app):
    council = a_council()
    a_report(council)
    old, new = a_sent_report(council, at=clock.now()), a_sent_report(council)
    assert [report.id for report in queries.reports_of(council)] == [new.id, old.id]


def test_a_report_page_takes_as_many_statements_for_nine_requests_as_for_one(app, client):
    small = a_sent_report()
    council = a_council()
    meeting = a_held_meeting(council, *[a_resolution(text=f"요청 {n}") for n in range(9)])
    large = a_sent_report(council, source=queries.meeting(meeting.id))
    small_page, large_page = f"/reports/{small.id}", f"/reports/{large.id}"
    with counted_statements() as few:
        assert client.get(small_page).status_code == 200
    with counted_statements() as many:
        assert client.get(large_page).status_code == 200
    assert len(few) == len(many)
