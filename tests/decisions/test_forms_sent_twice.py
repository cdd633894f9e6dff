"""A request that is added by a form that arrives twice, or twice at once, stands in the report once."""

from typing import Any

import pytest
from flask import Flask

from app.councils.models import Council
from app.decisions import queries, service
from app.decisions.models import Report
from app.kernel.db import transaction
from app.people.models import User
from tests.browsing import form_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator
from tests.factories.decisions import a_report
from tests.together import together

WORDS = "골목 어귀에 거치대 놓을 자리를 봐 주세요."


@pytest.fixture
def council(app: Flask) -> Council:
    return a_council()


@pytest.fixture
def leader(council: Council) -> User:
    return a_facilitator(council)


@pytest.fixture
def report(council: Council, leader: User) -> Report:
    return a_report(council, by=leader)


def requests_saying(words: str) -> int:
    return len([row for row in rows("request") if row.text == words])


def test_a_form_that_arrives_twice_adds_one_request_and_leads_to_the_report_twice(
    sign_in: Any, leader: User, report: Report
) -> None:
    address = f"/reports/{report.id}/requests/new"
    browser = sign_in(leader)
    values = form_of(browser.get(address).text, "").values
    values.setlist("text", [WORDS])
    answers = [browser.post(address, data=values) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, f"/reports/{report.id}")] * 2
    assert requests_saying(WORDS) == 1
    values.setlist("text", ["다른 부탁입니다."])
    other = browser.post(address, data=values)
    assert (other.status_code, "이미 더한 요청" in other.text, "다른 부탁입니다." in other.text) == (422, True, True)
    assert requests_saying("다른 부탁입니다.") == 0


def test_a_form_that_arrives_three_times_at_once_adds_one_request(app: Flask, report: Report) -> None:
    number = report.id

    def work() -> int:
        return service.add(queries.report(number), WORDS, "suggestion", once="one form").id

    assert len(set(together(app, work))) == 1
    assert requests_saying(WORDS) == 1


def test_two_forms_with_the_same_words_are_two_requests(report: Report) -> None:
    for form in ("one", "another", None, None):
        with transaction():
            service.add(queries.report(report.id), WORDS, "suggestion", once=form)
    assert requests_saying(WORDS) == 4
