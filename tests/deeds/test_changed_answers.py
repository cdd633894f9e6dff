"""The answer, the request or the proposal behind a promise changes: said plainly, and nothing changes by itself."""

from datetime import timedelta

import pytest

from app.decisions.queries import locked_request
from app.decisions.states import Answer, RequestState
from app.deeds import queries, service
from app.deeds.jobs import keep_promises
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.kernel.events import deliver
from app.proposals import service as proposals
from tests.browsing import form_of, submit
from tests.factories import a_member
from tests.factories.answers import a_correction
from tests.factories.decisions import a_matter, a_request, an_answer
from tests.factories.deeds import YES, a_commitment, promise_of


def answers(commitment, **said):
    """The answer says something else by now, as a later version of it would."""
    with transaction():
        decision = locked_request(commitment.request_id).decision
        for name, value in said.items():
            setattr(decision, name, value)


def test_a_changed_answer_stands_beside_the_promise_which_stays(commitment, client):
    day = clock.today() + timedelta(days=90)
    answers(commitment, do_by=day, section="공원녹지과")
    kept = queries.commitment(commitment.id)
    assert kept.do_by == commitment.do_by
    page = client.get(f"/commitments/{commitment.id}").text
    for said in ("답변이 바뀌었습니다", commitment.do_by.isoformat(), day.isoformat(), "공원녹지과"):
        assert said in page
    keep_promises(clock.now())
    assert queries.commitment(commitment.id).do_by == commitment.do_by


def test_an_officer_confirms_what_changes_without_another_reason(commitment, officer, council, sign_in, client):
    day = clock.today() + timedelta(days=90)
    answers(commitment, do_by=day)
    browser = sign_in(officer)
    assert "답변이 바뀜" in browser.get(f"/dongs/{council.dong_id}/commitments").text
    url = f"/commitments/{commitment.id}/edition"
    assert form_of(browser.get(url).text, "").values["do_by"] == day.isoformat()
    assert submit(browser, url).status_code == 303
    kept = queries.commitment(commitment.id)
    assert (kept.do_by, kept.text) == (day, commitment.text)
    assert "답변이 바뀌었습니다" not in client.get(f"/commitments/{commitment.id}").text


def test_an_answer_that_changes_while_the_officer_reads_is_read_again(commitment, officer):
    answers(commitment, section="공원녹지과")
    now = queries.commitment(commitment.id)
    read = queries.mark_of_answer(queries.said(now.request.decision))
    answers(commitment, section="청소행정과")
    promise = promise_of(now, section="공원녹지과")
    with pytest.raises(Invalid, match="다시 바뀌었습니다"), transaction():
        service.edit(now, promise, why="", seen=now.version, by=officer, at=clock.now(), answer=read)
    assert queries.commitment(commitment.id).section == commitment.section


def test_an_answer_that_takes_the_promise_back_leaves_it_to_the_officer(commitment, officer, client, sign_in):
    answers(commitment, answer=Answer.REJECTED)
    page = client.get(f"/commitments/{commitment.id}").text
    assert "이 일을 하겠다고 하지 않습니다" in page
    url = f"/commitments/{commitment.id}/ending"
    submit(sign_in(officer), url, into="dropped", reason="답변을 바로잡았습니다.", day=clock.today().isoformat())
    assert "그만둠" in client.get(f"/commitments/{commitment.id}").text


def test_a_request_that_waits_for_an_answer_again_keeps_its_promise_and_says_so(commitment, client):
    with transaction():
        locked_request(commitment.request_id).state = RequestState.RECEIVED
    page = client.get(f"/commitments/{commitment.id}").text
    assert "다시 살펴보고 있습니다" in page
    assert commitment.title in page


def test_a_withdrawn_proposal_leaves_the_promise_and_says_so(council, officer, client):
    author = a_member(council)
    matter = a_matter(council, author=author)
    made = a_commitment(council, by=officer, proposal=matter)
    with transaction():
        proposals.withdraw(matter, reason="다른 길을 찾았습니다.", by=author, at=clock.now())
    page = client.get(f"/commitments/{made.id}").text
    assert "제안을 거두었습니다" in page
    assert "하기로 함" in page


def test_an_answer_that_was_corrected_to_a_yes_is_a_promise_too(council, officer):
    request = a_request(council)
    an_answer(request, officer)
    deliver(clock.now())
    assert queries.of_request(request.id) is None
    day = clock.today() + timedelta(days=20)
    a_correction(request, officer, **YES, do_by=day, cost_won=300_000, money_from="동 환경 예산")
    deliver(clock.now())
    made = queries.of_request(request.id)
    assert (made.do_by, made.budget_won, made.budget_from) == (day, 300_000, "동 환경 예산")


def test_other_money_in_the_answer_stands_beside_the_promise_until_an_officer_confirms_it(
    commitment, officer, sign_in, client
):
    answers(commitment, cost_won=1_200_000, money_from="구 청소예산")
    page = client.get(f"/commitments/{commitment.id}").text
    for said in ("답변이 바뀌었습니다", "1,200,000원", "구 청소예산"):
        assert said in page
    assert submit(sign_in(officer), f"/commitments/{commitment.id}/edition").status_code == 303
    kept = queries.commitment(commitment.id)
    assert (kept.budget_won, kept.budget_from) == (1_200_000, "구 청소예산")
    assert "답변이 바뀌었습니다" not in client.get(f"/commitments/{commitment.id}").text
