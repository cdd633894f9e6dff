"""Requests that end without an answer: withdrawn by the council, closed after two answers; what the council says."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.decisions import queries, service
from app.decisions.states import CLOSING_WORDS
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.answers import a_refused_request, asked_again
from tests.factories.decisions import a_request, an_answer


@pytest.fixture
def council(app):
    return a_council()


def test_a_council_withdraws_a_request_with_a_reason_and_the_centre_is_told(council, sign_in, client):
    asked = a_request(council)
    browser, path = sign_in(a_facilitator(council)), f"/requests/{asked.id}/withdrawal"
    assert submit(browser, path, reason="").status_code == 422
    submit(browser, path, reason="이웃이 먼저 고쳤습니다.")
    assert "이웃이 먼저 고쳤습니다." in client.get(f"/requests/{asked.id}").text
    assert queries.counts(council.dong_id, clock.today()).opened == 0
    assert [event.action for event in rows("event")].count("request.withdrawn") == 1
    assert browser.get(path).status_code == 303  # once is enough


def test_an_answer_to_a_withdrawn_request_is_refused_plainly(council, sign_in):
    asked, officer = a_request(council), an_officer(council.dong)
    with transaction():
        service.withdraw(asked, "이웃이 먼저 고쳤습니다.", by=a_facilitator(council), at=clock.now())
    refusal = sign_in(officer).get(f"/requests/{asked.id}/answer")
    assert refusal.status_code == 403
    assert "골목회의가 거둔 요청이라 답하지 않습니다" in refusal.text
    with pytest.raises(Conflict, match="거둔 요청"):
        an_answer(queries.request(asked.id), officer)


def test_an_answered_request_is_not_withdrawn_and_residents_withdraw_none(council, sign_in):
    answered, waiting = a_refused_request(council), a_request(council)
    assert sign_in(a_facilitator(council)).get(f"/requests/{answered.id}/withdrawal").status_code == 403
    assert sign_in(a_member(council)).get(f"/requests/{waiting.id}/withdrawal").status_code == 403
    with pytest.raises(Conflict), transaction():
        service.withdraw(answered, "x", by=a_facilitator(council), at=clock.now())


def asked_three_times(council):
    """Answered twice, and asked once more."""
    first, second = an_officer(council.dong), an_officer(council.dong)
    leader = a_facilitator(council)
    again = asked_again(a_refused_request(council, officer=first), leader).again_id
    an_answer(queries.request(again), second)
    return queries.request(asked_again(queries.request(again), leader).again_id)


def test_after_two_answers_the_third_may_be_closed_with_the_words_of_the_law(council, sign_in, client):
    third = asked_three_times(council)
    page = submit(sign_in(an_officer(council.dong)), f"/requests/{third.id}/closing", reason="앞의 두 요청과 같습니다.")
    assert page.status_code == 303
    shown = client.get(f"/requests/{third.id}").text
    assert str(CLOSING_WORDS) in shown
    assert "제23조" in shown
    assert "앞의 두 요청과 같습니다." in shown
    assert queries.request(third.id).is_closed
    with pytest.raises(Conflict, match="종결"):
        an_answer(queries.request(third.id), an_officer(council.dong))


def test_what_was_answered_once_is_not_closed(council, sign_in):
    first = a_refused_request(council)
    again = asked_again(first, a_facilitator(council)).again_id
    officer = an_officer(council.dong)
    for number in (a_request(council).id, again):
        refusal = sign_in(officer).get(f"/requests/{number}/closing")
        assert refusal.status_code == 403
        assert "두 번 답한 뒤에" in refusal.text
        with pytest.raises(Conflict), transaction():
            service.close(queries.request(number), "x", by=officer, at=clock.now())


def test_the_council_says_once_beside_the_answer_what_it_thinks(council, sign_in, client):
    refused, leader = a_refused_request(council), a_facilitator(council)
    submit(sign_in(leader), f"/requests/{refused.id}/council-view", text="예산보다 뜻이 먼저입니다.")
    shown = client.get(f"/requests/{refused.id}").text
    assert "예산보다 뜻이 먼저입니다." in shown
    assert "council-view" not in sign_in(leader).get(f"/requests/{refused.id}").text
    with pytest.raises(Conflict, match="한 번"), transaction():
        service.state_view(refused, "또", by=leader, at=clock.now())
    with pytest.raises(IntegrityError), transaction() as current:
        current.connection().exec_driver_sql("UPDATE council_view SET text = 'other'")


def test_who_disagreed_when_it_was_resolved_stands_beside_the_answer(council, client):
    refused = a_refused_request(council)
    shown = client.get(f"/requests/{refused.id}").text
    assert "비용을 더 따져 보자는 의견이 있었습니다." in shown
    assert "찬성 12" in shown
