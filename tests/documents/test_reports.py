"""The result report of a poll: what came out, and no numbers where they could tell who chose what."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.decisions.models import Body
from app.documents.official.paper import Line, Table, lines_of
from app.documents.official.result_report import result_report


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


def text_of(body: Body) -> str:
    """What stands on the paper, line by line."""
    return "\n".join(_lines(body))


def _lines(body: Body) -> Iterator[str]:
    for one in lines_of(result_report(body, 7, 3)):
        yield from [one.whole] if isinstance(one, Line) else [cell.text for _row, _column, cell in one.placed()]


def votes_of(body: Body) -> list[list[str]]:
    """The rows of the one table of votes."""
    table = next(one for one in lines_of(result_report(body, 7)) if isinstance(one, Table) and len(one.widths) == 3)
    return [[cell.text for cell in row] for row in table.rows]


def test_a_poll_is_reported_with_its_question_sentence_and_votes(app):
    with app.test_request_context():
        text = text_of(a_body())
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
        assert votes_of(a_body()) == [["빌라 주차장 앞", "12표", "선정"], ["경로당 옆", "", ""]]


@pytest.mark.parametrize(
    ("counted", "told"), [("points", "12점"), ("duels", "2번"), ("first_choices", "12표"), ("grades", "보통")]
)
def test_points_duels_and_grades_are_not_called_votes(app, counted, told):
    option = {"label": "빌라 주차장 앞", "votes": 2 if counted in ("duels", "grades") else 12, "chosen": True}
    poll = {**a_body()["polls"][0], "counted": counted, "options": [option]}
    with app.test_request_context():
        assert votes_of(a_body(polls=[poll])) == [["빌라 주차장 앞", told, "선정"]]


def test_the_day_of_sending_is_the_day_in_seoul(app):
    with app.test_request_context():
        text = text_of(a_body())
    assert "보낸 날: 2026년 11월 24일 (화)" in text
    assert "시행 국사봉길 골목회의-3 (2026. 11. 24.)" in text
    assert "회의: " not in text


def test_an_unsent_report_says_so_and_has_no_number(app):
    with app.test_request_context():
        text = text_of(a_body(sent_at=""))
    assert "아직 보내지 않은 초안입니다." in text
    assert "시행 국사봉길" not in text


def test_a_report_without_requests_or_votes_is_still_a_paper(app):
    with app.test_request_context():
        text = text_of(a_body(polls=[], requests=[]))
    assert "요청하는 것이 없습니다.  끝." in text
    assert "투표 결과" not in text
