"""One text for several requests: each gets its own answer and event, all of them or none."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.decisions import queries as decisions
from app.decisions import service as answers
from app.decisions.states import WRITTEN
from app.desk import queries
from app.desk.service import NotTogether
from app.kernel.db import transaction
from tests.browsing import form_of
from tests.conftest import rows
from tests.factories import a_council, a_dong
from tests.factories.decisions import a_report, a_request, an_answer, words
from tests.factories.desk import together

WORDS = {name: str(value.value if hasattr(value, "value") else value or "") for name, value in vars(words()).items()}


def published() -> list[int]:
    return sorted(event.subject_id for event in rows("event") if event.action == "decision.published")


@pytest.fixture
def requests(council, kim, lee):
    other = a_council(dong=council.dong)
    return [a_request(council), a_request(council), a_request(other)]


def test_requests_of_several_councils_get_the_same_words_each_with_its_own_answer_and_event(kim, requests):
    together(requests, kim, reason="‘{요청}’은 {골목회의}만의 일이 아닙니다.")
    fresh = [decisions.request(one.id) for one in requests]
    assert all(one.is_answered for one in fresh)
    assert [one.decision.reason for one in fresh] == [
        f"‘{one.title}’은 {one.council.name}만의 일이 아닙니다." for one in fresh
    ]
    assert published() == sorted(one.id for one in requests)
    assert len(rows("decision")) == len(rows("decision_version")) == 3


@pytest.mark.parametrize("name", WRITTEN)
def test_the_blanks_of_every_field_are_filled_in_for_each_request(kim, requests, name):
    together(requests, kim, **{name: "{골목회의}의 일: {센터}"})
    for one in requests:
        fresh = decisions.request(one.id)
        assert getattr(fresh.decision, name) == f"{fresh.council.name}의 일: {fresh.desk.centre_name}"


@pytest.mark.parametrize(("name", "most"), [("passed_to", 80), ("money_from", 120)])
def test_a_field_that_is_too_long_once_its_blanks_are_filled_in_is_told_and_nothing_is_answered(
    kim, requests, name, most
):
    long = "{센터}" + "가" * (most - 4)
    with pytest.raises(NotTogether) as refused:
        together(requests, kim, **{name: long})
    assert all(f"{most}자를 넘습니다" in str(one.reason) for one in refused.value.refusals)
    assert published() == []


def test_where_one_cannot_be_answered_none_is_and_each_refusal_has_its_reason(kim, lee, requests):
    done, open_, _third = requests
    an_answer(done, lee)
    elsewhere = a_request(a_council(dong=a_dong()))
    with pytest.raises(NotTogether) as refused:
        together([*requests, elsewhere], kim, dong_id=open_.council.dong_id)
    assert {one.request_id for one in refused.value.refusals} == {done.id, elsewhere.id}
    assert all(str(one.reason) and one.title for one in refused.value.refusals)
    assert published() == [done.id]
    assert len(rows("decision")) == 1


def test_pressed_twice_it_is_published_once(kim, requests):
    together(requests, kim)
    with pytest.raises(NotTogether):
        together(requests, kim)
    assert len(published()) == 3


def test_a_draft_that_another_officer_wrote_in_the_meantime_stops_all(kim, lee, requests):
    with transaction():
        answers.write(decisions.request(requests[1].id), words(reason="쓰는 중"), seen=0, by=lee)
    with pytest.raises(NotTogether) as refused:
        together(requests, kim)
    assert [one.request_id for one in refused.value.refusals] == [requests[1].id]
    assert decisions.request(requests[1].id).decision.reason == "쓰는 중"
    assert published() == []


def test_where_a_second_officer_reads_first_each_waits_to_be_read(council, kim, requests):
    with transaction():
        answers.want_reviews(council.dong, True)
    together(requests, kim)
    assert published() == []
    assert len(rows("answer_review")) == 3


def test_a_request_that_was_not_sent_is_neither_answered_nor_named(council, kim, requests):
    draft = a_report(council).requests[0]
    done = together([*requests, draft], kim)
    assert draft.id not in done
    assert draft.id not in published()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.integers(0, 2), min_size=1), spoilt=st.sets(st.integers(0, 2)))
def test_whatever_is_picked_either_all_are_answered_or_none(council, kim, lee, chosen, spoilt):
    three = [a_request(council) for _ in range(3)]
    for number in spoilt:
        an_answer(three[number], lee)
    picked, before = [three[number] for number in chosen], len(published())
    wrong = {three[number].id for number in chosen & spoilt}
    if wrong:
        with pytest.raises(NotTogether) as refused:
            together(picked, kim)
        assert {one.request_id for one in refused.value.refusals} == wrong
    else:
        together(picked, kim)
    assert len(published()) == before + (0 if wrong else len(chosen))


def url(council, *requests):
    return f"/dongs/{council.dong_id}/joint-answers/new?" + "&".join(f"request={one.id}" for one in requests)


def test_an_officer_picks_two_writes_once_and_both_are_answered(sign_in, council, kim, requests):
    browser, (first, second, third) = sign_in(kim), requests
    picking = browser.get(url(council)).text
    assert all(f'value="{one.id}"' in picking for one in requests)
    sent = form_of(browser.get(url(council, first, third)).text, "").values
    said = {**dict(sent), **{name: value for name, value in WORDS.items() if value}, "publish": "yes"}
    answer = browser.post(url(council), data=said, follow_redirects=True)
    assert "요청 2건에 답변을 공개했습니다" in answer.text
    assert published() == sorted((first.id, third.id))
    assert not decisions.request(second.id).is_answered


def test_the_page_names_what_is_missing_private_or_unfilled_and_publishes_nothing(sign_in, council, kim, requests):
    browser = sign_in(kim)
    sent = dict(form_of(browser.get(url(council, *requests)).text, "").values)
    whole = {**sent, **{name: value for name, value in WORDS.items() if value}, "publish": "yes"}
    for wrong, sentence in (
        ({"found": ""}, "확인한 사실을 적어"),
        ({"reason": "010-1234-5678로 전화하세요"}, "휴대전화 번호"),
        ({"reason": "{요청}에 {금액}원"}, "아직 채우지 않은 자리가 있습니다: {금액}"),
    ):
        answer = browser.post(url(council), data={**whole, **wrong})
        assert answer.status_code == 422
        assert sentence in answer.text
    assert published() == []


def test_the_page_lists_those_refused_with_their_reasons_and_keeps_the_words(sign_in, council, kim, lee, requests):
    browser = sign_in(kim)
    sent = dict(form_of(browser.get(url(council, *requests)).text, "").values)
    an_answer(requests[0], lee)
    said = {**sent, **{name: value for name, value in WORDS.items() if value}, "publish": "yes"}
    answer = browser.post(url(council), data={**said, "reason": "제가 쓴 이유"})
    assert answer.status_code == 422
    assert "하나도 답하지 않았습니다" in answer.text
    assert "이미 공개한 답변입니다" in answer.text
    assert "제가 쓴 이유" in answer.text


def test_a_text_kept_ready_is_filled_for_each_request(kim, requests):
    one, other = (decisions.request(request.id) for request in (requests[0], requests[2]))
    assert queries.filled("{골목회의}", one) == one.council.name != queries.filled("{골목회의}", other)
    assert queries.filled("{모르는 말}", one) == "{모르는 말}"
