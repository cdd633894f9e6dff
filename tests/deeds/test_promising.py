"""A published answer that promises something makes one commitment, however often it is told of."""

from datetime import timedelta

import pytest

from app.decisions.states import Answer, ReasonCode
from app.deeds import queries, service
from app.deeds.jobs import keep_promises
from app.deeds.states import CommitmentState
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.events import deliver
from tests.conftest import rows
from tests.factories import a_dong, a_user, an_officer
from tests.factories.decisions import a_request, an_answer
from tests.factories.deeds import PARTLY, an_accepted_request


def test_an_accepted_answer_becomes_a_commitment_when_the_event_is_delivered(council, officer):
    number = an_accepted_request(council, by=officer, text="빗자루 한 벌을 주세요.")
    assert rows("commitment") == []
    deliver(clock.now())
    made = queries.commitment(queries.of_request(number).id)
    assert (made.state, made.text) == (CommitmentState.PROMISED, "빗자루 한 벌을 주세요.")
    decision = made.request.decision
    assert (made.section, made.officer_name, made.officer_phone, made.do_by) == (
        decision.section, decision.officer_name, decision.officer_phone, decision.do_by
    )  # fmt: skip
    assert made.promised_at == decision.published_at
    assert made.first_do_by == made.do_by


def test_of_a_partly_accepted_answer_only_what_is_possible_is_promised(council, officer):
    number = an_accepted_request(council, by=officer, said=PARTLY)
    deliver(clock.now())
    assert queries.of_request(number).text == PARTLY["possible"]


@pytest.mark.parametrize(
    "said",
    [
        {"answer": Answer.REJECTED, "reason_code": ReasonCode.LAW},
        {"answer": Answer.PASSED_ON, "reason_code": ReasonCode.OTHER_OFFICE, "passed_to": "동작소방서"},
    ],
)
def test_an_answer_that_promises_nothing_makes_none(council, officer, said):
    an_answer(a_request(council, by=a_user()), officer, **said)
    deliver(clock.now())
    assert rows("commitment") == []
    assert keep_promises(clock.now()) == 0


def test_delivered_twice_it_makes_one(council, officer):
    number = an_accepted_request(council, by=officer)
    for _ in range(3):
        with transaction():
            service.promise(number, at=clock.now())
    assert len(rows("commitment")) == 1
    assert [event.action for event in rows("event")].count("commitment.promised") == 1


def test_answers_that_no_event_has_told_of_are_kept_by_the_worker_once(council, officer):
    numbers = {an_accepted_request(council, by=officer) for _ in range(2)}
    assert keep_promises(clock.now()) == 2
    assert {one.request_id for one in rows("commitment")} == numbers
    assert keep_promises(clock.now()) == 0
    deliver(clock.now())
    assert len(rows("commitment")) == 2


def test_the_page_of_a_request_leads_to_its_commitment(council, officer, client):
    number = an_accepted_request(council, by=officer)
    assert client.get(f"/requests/{number}/commitment").status_code == 404
    deliver(clock.now())
    assert f"/requests/{number}/commitment" in client.get(f"/requests/{number}").text
    answer = client.get(f"/requests/{number}/commitment")
    assert answer.headers["Location"].endswith(f"/commitments/{queries.of_request(number).id}")


def test_everybody_reads_what_by_whom_until_when_and_a_phone_number(commitment, client):
    page = client.get(f"/commitments/{commitment.id}").text
    for said in (commitment.title, commitment.section, commitment.officer_name, commitment.officer_phone):
        assert said in page
    assert f"{commitment.do_by.year}년" in page
    assert "하기로 한 날까지 30일 남았습니다" in page
    assert f"tel:{commitment.officer_phone}" in page


def test_an_unknown_commitment_is_a_missing_page(app, client):
    assert client.get("/commitments/99").status_code == 404


def test_the_desk_shows_the_dong_its_own_the_most_urgent_first_and_nobody_else(council, officer, sign_in, client):
    days = (30, -2, 1)
    numbers = []
    for day in days:
        number = an_accepted_request(
            council, by=officer, text=f"{day}일 뒤", said={"do_by": clock.today() + timedelta(days=day)}
        )
        numbers.append(number)
    an_accepted_request(text="옆 동의 일")
    keep_promises(clock.now())
    page = sign_in(officer).get(f"/dongs/{council.dong_id}/commitments").text
    places = [page.index(f"{day}일 뒤") for day in (-2, 1, 30)]
    assert places == sorted(places)
    assert "옆 동의 일" not in page
    for light in ("기한 지남", "3일 안", "여유 있음"):
        assert light in page
    assert sign_in(an_officer(a_dong())).get(f"/dongs/{council.dong_id}/commitments").status_code == 403
    assert client.get(f"/dongs/{council.dong_id}/commitments").status_code == 303
