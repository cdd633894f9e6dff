"""After closing: the result in a sentence, a table that is a chart, the certificate, and "is my ballot in?"."""

from typing import Any

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.polls import queries, service
from app.polls.states import PollState
from tests import factories
from tests.browsing import form_of, forms, submit, token_of
from tests.factories import polls as made

CARRIED = [[1]] * 6 + [[2]] * 3 + [[3]]


def result_page(client: Any, poll: Any) -> str:
    page = client.get(f"/polls/{poll.id}/result")
    assert page.status_code == 200
    return str(page.text)


def test_the_page_says_in_a_sentence_what_was_decided_and_why(app, client):
    poll = made.a_counted_poll(CARRIED)
    page = result_page(client, poll)
    assert "가결되었습니다" in page
    assert "찬성 6표, 반대 3표, 기권 1표" in page
    assert "11명 가운데 10명이 투표했습니다" in page
    assert ">가결<" in page


def test_the_chart_is_a_table_with_the_chosen_named_in_text(app, client):
    council = factories.a_council()
    poll = made.a_counted_poll([[1]] * 5 + [[2]] * 2, council, choices=3)
    page = result_page(client, poll)
    assert 'class="bars"' in page
    assert '꽃길 만들기 <span class="badge badge-primary">선정</span>' in page
    assert "71.4%" in page
    assert page.index("꽃길 만들기 <span") < page.index("평생교육</th>")


@pytest.mark.parametrize(("ballots", "said"), [(5, "정족수에 미치지 못해"), (7, "가결되었습니다")])
def test_the_quorum_is_a_meter_with_its_number(app, client, ballots, said):
    council = factories.a_council(bylaws={"quorum_basis": "count", "quorum_value": 7})
    poll = made.a_counted_poll([[1]] * ballots, council)
    page = result_page(client, poll)
    assert said in page
    assert "기준 7명" in page
    assert ("정족수를 채웠습니다" in page) is (ballots == 7)


def test_few_ballots_show_the_verdict_and_no_votes(app, client):
    poll = made.a_counted_poll([[1], [1], [2]])
    page = result_page(client, poll)
    assert "가결되었습니다" in page
    assert "표수는 밝히지 않습니다" in page
    assert "찬성 <b>가결</b>" in page
    assert "선정" not in page, "a motion is carried, not picked"
    assert 'class="bars"' not in page
    assert "유효표" not in page
    assert "2표" not in page


def test_the_rules_stand_below_with_the_hash_they_were_frozen_under(app, client):
    poll = made.a_counted_poll(CARRIED)
    page = result_page(client, poll)
    assert poll.rules_hash in page
    assert "절반보다 많으면 가결입니다" in page


def test_an_officer_certifies_and_a_second_press_is_harmless(app, sign_in):
    council = factories.a_council()
    poll = made.a_counted_poll(CARRIED, council)
    client = sign_in(factories.an_officer(council.dong))
    assert "아직 확정하지 않은 결과" in result_page(client, poll)
    form = form_of(result_page(client, poll), "/certificate")
    assert client.post(form.action, data=form.values).status_code == 303
    assert queries.poll(poll.id).state is PollState.CERTIFIED
    assert client.post(form.action, data=form.values).status_code == 303
    page = result_page(client, poll)
    assert "/certificate" not in page
    assert "아직 확정하지 않은 결과" not in page


@pytest.mark.parametrize("seat", ["facilitator", "member"])
def test_nobody_but_the_officer_certifies(app, sign_in, seat):
    council = factories.a_council()
    poll = made.a_counted_poll(CARRIED, council)
    person = {"facilitator": factories.a_facilitator, "member": factories.a_member}[seat](council)
    client = sign_in(person)
    assert "/certificate" not in result_page(client, poll)
    answer = client.post(f"/polls/{poll.id}/certificate", data={"csrf_token": token_of(client, "/account")})
    assert answer.status_code == 403
    assert queries.poll(poll.id).state is PollState.CLOSED


def test_an_open_poll_cannot_be_certified(app, sign_in):
    council = factories.a_council()
    poll = made.an_open_poll(council)
    client = sign_in(factories.an_officer(council.dong))
    answer = client.post(f"/polls/{poll.id}/certificate", data={"csrf_token": token_of(client, "/account")})
    assert answer.status_code == 409
    assert "아무것도 바뀌지 않았습니다" in answer.text


def test_the_result_is_the_same_for_everybody_and_leads_the_facilitator_on(app, client, sign_in):
    council = factories.a_council()
    poll = made.a_counted_poll(CARRIED, council)
    facilitator = sign_in(factories.a_facilitator(council))
    assert "이 결과로 보고서 만들기" not in result_page(client, poll)
    assert ("이 결과로 보고서 만들기" in result_page(facilitator, poll)) is (
        "decisions.compose" in facilitator.application.view_functions
    )


@pytest.mark.parametrize(
    ("votes", "said"),
    [(True, "투표하신 것으로 표시되어 있습니다(온라인)"), (False, "투표하지 않은 것으로 되어 있습니다")],
)
def test_after_closing_everybody_on_the_roll_sees_their_own_mark_and_nobody_elses(app, client, sign_in, votes, said):
    council = factories.a_council()
    one, other = factories.a_member(council), factories.a_member(council)
    stranger = sign_in(factories.an_officer(council.dong))
    poll = made.an_open_poll(council)
    made.cast(poll, one if votes else other, [1])
    made.closed(poll)
    assert said in result_page(sign_in(one), poll)
    assert "내 표시" not in result_page(stranger, poll)
    assert "내 표시" not in result_page(client, poll)


def test_the_own_mark_says_nothing_of_the_choice(app, sign_in):
    council = factories.a_council()
    voters = [factories.a_member(council) for _ in range(2)]
    poll = made.an_open_poll(council)
    for voter, mark in zip(voters, (1, 2), strict=True):
        made.cast(poll, voter, [mark])
    made.closed(poll)
    pages = [result_page(sign_in(voter), poll) for voter in voters]
    mine = [page.split("내 표시")[1].split("</div>")[0] for page in pages]
    assert mine[0] == mine[1]


def test_before_closing_the_result_leads_to_the_poll(app, client):
    poll = made.an_open_poll()
    answer = client.get(f"/polls/{poll.id}/result")
    assert (answer.status_code, answer.location) == (303, f"/polls/{poll.id}")


def test_a_void_poll_has_no_result_even_after_counting(app, client):
    poll = made.a_counted_poll(CARRIED)
    with transaction():
        service.void(queries.poll(poll.id), reason="잘못된 명부였습니다.", by=factories.a_user(), at=clock.now())
    assert client.get(f"/polls/{poll.id}/result").status_code == 303
    assert "잘못된 명부였습니다." in client.get(f"/polls/{poll.id}").text


def box(**given: Any) -> tuple[Any, str]:
    """An open poll with one ballot in it, and the number of its receipt."""
    council = factories.a_council()
    voters = [factories.a_member(council) for _ in range(6)]
    poll = made.an_open_poll(council, **given)
    codes = [made.cast(poll, voter, [1]).code for voter in voters]
    return poll, codes[0]


def ask(client: Any, poll: Any, code: str) -> str:
    answer = submit(client, f"/polls/{poll.id}/receipts", "/receipts", code=code)
    assert answer.status_code == 200
    return str(answer.text)


def test_after_closing_anybody_with_a_number_learns_that_the_ballot_is_in_the_box(app, client):
    poll, code = box()
    made.closed(poll)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", "")):
        assert "함 안에 있습니다" in ask(client, poll, typed)
    assert "함 안에 없습니다" in ask(client, poll, "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG")


def test_a_number_of_another_poll_is_not_in_this_box(app, client):
    poll, _code = box()
    _other, code = box()
    made.closed(poll)
    assert "함 안에 없습니다" in ask(client, poll, code)


def test_before_closing_every_receipt_gets_the_same_answer(app, client):
    poll, code = box()
    words = ", ".join(service.Receipt(code, poll.id).pairs)
    others = (words, "느린 사과", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG")
    true, *false = (ask(client, poll, typed).replace(typed, "") for typed in (code, *others))
    assert "접수된 표는 결과가 나온 뒤에 확인할 수 있습니다" in true
    assert {without_tokens(page) for page in false} == {without_tokens(true)}


def without_tokens(html: str) -> str:
    for form in forms(html):
        html = html.replace(form.values.get("csrf_token") or "\0", "")
    return html


@pytest.mark.parametrize("code", ["", "x" * 201, " "])
def test_a_number_that_cannot_be_one_is_told_beside_the_field(app, client, code):
    poll, _code = box()
    answer = submit(client, f"/polls/{poll.id}/receipts", "/receipts", code=code)
    assert answer.status_code == 422
    assert "error-summary" in answer.text


@pytest.mark.parametrize("code", ["함 안에", "'; DROP TABLE ballot; --", "０１２", "<b>"])
def test_nonsense_for_a_receipt_is_told_to_be_none_but_only_after_closing(app, client, code):
    poll, _code = box()
    assert "아직 확인할 수 없습니다" in ask(client, poll, code)
    made.closed(poll)
    page = ask(client, poll, code)
    assert "접수증을 읽지 못했습니다" in page
    assert "<b>" not in page.partition("<main")[2].partition("</main>")[0]


def test_an_english_reader_reads_the_result_in_english(app, client):
    poll = made.a_counted_poll(CARRIED)
    client.set_cookie("language", "en")
    page = result_page(client, poll)
    assert "Carried" in page
    assert ">For" in page
    assert "가결" not in page
