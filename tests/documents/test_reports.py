"""The result report of a poll: what came out, and no numbers where they could tell who chose what."""

from typing import Any

import pytest

from app.decisions.models import Body
from app.documents.pdf import pdf
from app.documents.reports import report
from tests.documents.test_pdf import text_of


def a_body(**given: Any) -> Body:
    """What a report from a poll says once it is sent."""
    council = {
        "id": 1, "name": "국사봉길 골목회의", "number": "상도3-2026-0412", "gu": "동작구", "dong": "상도3동",
        "dong_id": 1, "centre": "상도3동주민센터", "alley": "",
    }  # fmt: skip
    option = {"label": "빌라 주차장 앞", "votes": 12, "chosen": True}
    poll = {
        "id": 1, "question": "모으는 곳을 어디로 할까요?", "closed_at": "2026-11-20T09:00:00+00:00", "roll": 31,
        "ballots": 19, "verdict": "carried", "sentence": "‘빌라 주차장 앞’이 뽑혔습니다.",
        "options": [option, {"label": "경로당 옆", "votes": None, "chosen": False}],
    }  # fmt: skip
    request = {"id": 1, "position": 1, "text": "안내판을 세워 주세요", "clock": "suggestion", "due_on": ""}
    body = {
        "title": "모으는 곳 투표", "council": council, "sent_at": "2026-11-23T15:30:00+00:00",
        "received_on": "2026-11-24", "sender": "김반장", "meeting": None, "resolutions": [], "polls": [poll],
        "requests": [{**request, "proposal_id": None}],
    }  # fmt: skip
    return {**body, **given}


def test_a_poll_is_reported_with_its_question_sentence_and_votes(app):
    with app.test_request_context():
        text = " ".join(text_of(pdf("report", report(a_body(), 7))).split())
    for word in (
        "모으는 곳을 어디로 할까요?",
        "‘빌라 주차장 앞’이 뽑혔습니다.",
        "12표",
        "경로당 옆",
        "안내판을 세워 주세요",
    ):
        assert word in text


def test_votes_that_are_not_told_leave_no_number(app):
    with app.test_request_context():
        rows = report(a_body(), 7)["polls"][0]["rows"]
    assert rows == [("빌라 주차장 앞", "12표", True), ("경로당 옆", "", False)]


@pytest.mark.parametrize(
    ("counted", "told"), [("points", "12점"), ("duels", "2번"), ("first_choices", "12표"), ("grades", "보통")]
)
def test_points_duels_and_grades_are_not_called_votes(app, counted, told):
    option = {"label": "빌라 주차장 앞", "votes": 2 if counted in ("duels", "grades") else 12, "chosen": True}
    poll = {**a_body()["polls"][0], "counted": counted, "options": [option]}
    with app.test_request_context():
        assert report(a_body(polls=[poll]), 7)["polls"][0]["rows"] == [("빌라 주차장 앞", told, True)]


def test_the_day_of_sending_is_the_day_in_seoul(app):
    with app.test_request_context():
        facts = dict(report(a_body(), 7)["facts"])
    assert facts["보낸 날"] == "2026년\u00a011월\u00a024일\u00a0(화)"
    assert "회의" not in facts


def test_a_report_without_requests_or_votes_is_still_a_page(app):
    with app.test_request_context():
        text = text_of(pdf("report", report(a_body(polls=[], requests=[]), 7)))
    assert "모으는 곳 투표" in " ".join(text.split())
    assert "주민센터에 요청하는 것" not in text
