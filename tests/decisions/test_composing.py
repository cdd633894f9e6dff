"""One press makes the report of a meeting or of a poll, whoever presses how often."""

import threading

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.decisions import queries, service
from app.decisions.models import Report
from app.decisions.service import reports
from app.kernel import clock
from app.kernel.db import db, transaction
from app.kernel.errors import Conflict
from app.meetings.states import MeetingState, Outcome
from app.polls.states import PollState, Verdict
from tests.browsing import token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.decisions import (
    QUESTION,
    a_counted_poll,
    a_held_meeting,
    a_matter,
    a_report,
    a_resolution,
    a_sent_report,
)


def press(browser, path):
    """Press the button that the page of the meeting or the poll offers."""
    return browser.post(path, data={"csrf_token": token_of(browser, "/notices")}, follow_redirects=True)


def test_one_press_makes_a_draft_from_what_the_meeting_asks_of_the_centre(app, sign_in):
    council = a_council()
    leader, proposal = a_facilitator(council), a_matter(council)
    meeting = a_held_meeting(
        council,
        a_resolution(),
        a_resolution(text="전단을 만들자", asks_centre=False),
        a_resolution(text="밤마다 순찰을 바람", outcome=Outcome.NOT_CARRIED),
        proposal=proposal,
    )
    page = press(sign_in(leader), f"/meetings/{meeting.id}/reports")
    assert page.status_code == 200
    (report,) = rows("report")
    (request,) = rows("request")
    assert report.state == "draft"
    assert request.text == QUESTION
    assert request.proposal_id == proposal.id
    assert request.resolution_id is not None
    assert "비용을 더 따져 보자는" in page.text
    assert "참석 13명, 찬성 12" in page.text


def test_a_second_press_opens_the_same_report(app, sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    meeting = a_held_meeting(council, a_resolution())
    first = press(browser, f"/meetings/{meeting.id}/reports")
    second = press(browser, f"/meetings/{meeting.id}/reports")
    assert first.request.path == second.request.path
    assert len(rows("report")) == len(rows("request")) == 1


def test_two_presses_at_the_same_moment_make_one_report(app: Flask):
    council = a_council()
    leader, source = a_facilitator(council), a_held_meeting(council, a_resolution())
    db.session.remove()
    together, made = threading.Barrier(4), []

    def press_once() -> None:
        with app.app_context():
            meeting = queries.meeting(source.id)
            together.wait()
            with transaction():
                made.append(service.compose(meeting, by=leader, at=clock.now()).id)

    presses = [threading.Thread(target=press_once) for _ in range(4)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert len(made) == 4
    assert len(set(made)) == 1
    assert len(rows("report")) == 1


def test_where_the_database_has_one_already_the_press_that_came_late_gets_that_one(app):
    council = a_council()
    first = a_report(council)
    meeting, late = queries.meeting(first.meeting_id), {"title": "늦음", "made_by_id": first.made_by_id}
    with transaction():
        values = {"council_id": council.id, "meeting_id": meeting.id, "made_at": clock.now(), **late}
        assert reports._kept_once(Report(**values), meeting).id == first.id
    nothing = Report(council_id=council.id, made_at=clock.now(), **late)
    with pytest.raises(IntegrityError), transaction():
        reports._kept_once(nothing, queries.meeting(a_held_meeting(council).id))
    assert len(rows("report")) == 1


def test_a_meeting_that_goes_on_gives_no_report(app, sign_in):
    council = a_council()
    meeting = a_held_meeting(council, a_resolution(), state=MeetingState.RUNNING)
    assert press(sign_in(a_facilitator(council)), f"/meetings/{meeting.id}/reports").status_code == 409
    assert not rows("report")


@pytest.mark.parametrize("state", [PollState.DRAFT, PollState.OPEN, PollState.VOID])
def test_a_poll_that_is_not_counted_gives_no_report(app, state):
    council = a_council()
    poll = a_counted_poll(council, {"가로등": 3, "화분": 2}, state=state)
    with pytest.raises(Conflict), transaction():
        service.compose(queries.poll(poll.id), by=a_facilitator(council), at=clock.now())


def test_a_counted_poll_asks_for_each_option_it_chose(app, sign_in):
    council = a_council()
    proposal = a_matter(council, wish="해 질 녘부터 밝으면 좋겠습니다.")
    poll = a_counted_poll(
        council,
        {"바닥 조명": 30, "화분": 2, "의자": 20},
        chosen=[1, 3],
        options={1: {"proposal_id": proposal.id}},
    )
    page = press(sign_in(a_facilitator(council)), f"/polls/{poll.id}/reports")
    texts = [(request.text, request.proposal_id) for request in rows("request")]
    assert texts == [("바닥 조명\n\n해 질 녘부터 밝으면 좋겠습니다.", proposal.id), ("의자", None)]
    assert "뽑힌 것" in page.text


def test_a_carried_motion_asks_what_its_question_says(app):
    council = a_council()
    poll = a_counted_poll(
        council,
        {"찬성": 9, "반대": 3, "기권": 1},
        method="motion",
        verdict=Verdict.CARRIED,
        question="의자를?",
    )
    report = a_report(council, source=queries.poll(poll.id))
    assert [request.text for request in report.requests] == ["의자를?"]


@pytest.mark.parametrize("verdict", [Verdict.NOT_CARRIED, Verdict.NO_QUORUM, Verdict.TIED])
def test_what_a_poll_did_not_decide_is_not_asked(app, verdict):
    council = a_council()
    poll = a_counted_poll(council, {"가": 6, "나": 6}, chosen=[], verdict=verdict)
    assert a_report(council, source=queries.poll(poll.id)).requests == []


def test_a_report_shows_only_the_outcome_where_fewer_than_five_voted(app, client):
    council = a_council()
    poll = a_counted_poll(council, {"바닥 조명": 3, "화분": 1}, roll_count=31)
    report = a_sent_report(council, source=queries.poll(poll.id))
    (told,) = report.body["polls"]
    assert told["ballots"] is None
    assert [option["votes"] for option in told["options"]] == [None, None]
    assert [option["chosen"] for option in told["options"]] == [True, False]
    assert told["sentence"] == "선정"
    assert "득표수는 밝히지 않습니다" in client.get(f"/reports/{report.id}").text


def test_a_report_of_a_poll_carries_the_meeting_that_put_it_on_the_agenda(app):
    council = a_council()
    meeting = a_held_meeting(council, a_resolution(), a_resolution(text="다른 안건"), state=MeetingState.PUBLISHED)
    poll = a_counted_poll(council, {"가": 6, "나": 2}, options={1: {"agenda_item_id": meeting.items[0].id}})
    body = a_sent_report(council, source=queries.poll(poll.id)).body
    assert body["meeting"]["title"] == meeting.title
    assert body["meeting"]["minutes"] == f"/meetings/{meeting.id}/minutes"
    assert [one["text"] for one in body["resolutions"]] == [QUESTION]


def test_a_report_of_a_meeting_carries_the_counted_polls_on_its_items_and_no_open_one(app):
    council = a_council()
    meeting = a_held_meeting(council, a_resolution())
    on_item = {1: {"agenda_item_id": meeting.items[0].id}}
    a_counted_poll(council, {"가": 6, "나": 2}, options=on_item, question="마친 투표")
    a_counted_poll(council, {"가": 6, "나": 2}, options=on_item, question="열린 투표", state=PollState.OPEN)
    body = a_sent_report(council, source=queries.meeting(meeting.id)).body
    assert [poll["question"] for poll in body["polls"]] == ["마친 투표"]
    assert body["polls"][0]["options"] == [
        {"label": "가", "votes": 6, "chosen": True},
        {"label": "나", "votes": 2, "chosen": False},
    ]


def test_only_facilitators_of_the_council_make_reports(app, sign_in, client):
    council = a_council()
    meeting = a_held_meeting(council, a_resolution())
    for user in (a_member(council), an_officer(council.dong), a_facilitator(a_council())):
        assert press(sign_in(user), f"/meetings/{meeting.id}/reports").status_code == 403
    assert client.post(f"/meetings/{meeting.id}/reports").status_code == 400
    assert not rows("report")
