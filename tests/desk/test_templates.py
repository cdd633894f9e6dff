"""Texts kept ready: of one dong, filled with the words of the request, and never published with a blank."""

import pytest

from app.decisions import queries as decisions
from app.decisions.states import ReasonCode, unfilled
from app.desk import queries, service
from app.desk.service import TemplateWords
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, an_officer
from tests.factories.decisions import an_answer
from tests.factories.desk import a_template


def form(request, one=None):
    return f"/requests/{request.id}/answer" + (f"?template={one.id}" if one else "")


def test_a_text_begins_an_answer_with_the_words_of_the_request_in_its_blanks(sign_in, council, kim, request_):
    one = a_template(council.dong, kim)
    browser = sign_in(kim)
    assert "예산이 없을 때" in browser.get(form(request_)).text
    values = form_of(browser.get(form(request_, one)).text, "").values
    assert values["reason"] == f"‘{request_.title}’에 쓸 예산이 올해는 없습니다."
    assert values["ground"] == "2026년 자치구 예산서"
    assert values["answer"] == "rejected"
    assert values["officer_name"] == "김담당"


def test_it_fills_only_what_still_stands_empty_in_the_draft(sign_in, council, kim, request_):
    browser, one = sign_in(kim), a_template(council.dong, kim)
    submit(browser, form(request_), reason="제가 쓴 이유")
    values = form_of(browser.get(form(request_, one)).text, "").values
    assert values["reason"] == "제가 쓴 이유"
    assert values["ground"] == "2026년 자치구 예산서"


def test_the_text_of_another_dong_begins_nothing(sign_in, kim, request_):
    there = a_council().dong
    one = a_template(there, an_officer(there))
    assert form_of(sign_in(kim).get(form(request_, one)).text, "").values["reason"] == ""


def test_an_answer_with_a_blank_left_is_not_published_and_the_blank_is_named(sign_in, council, kim, request_):
    browser = sign_in(kim)
    one = a_template(council.dong, kim, possible="{금액}원 안에서 {물건}을 빌려 드립니다.")
    said = {"found": "예산서를 보았습니다.", "publish": "yes"}
    answer = submit(browser, form(request_, one), **said)
    assert answer.status_code == 422
    assert "{금액}, {물건}" in answer.text
    assert not decisions.request(request_.id).is_answered
    with pytest.raises(Invalid, match=r"\{금액\}"):
        an_answer(request_, kim, possible="{금액}원")
    assert not decisions.request(request_.id).is_answered
    whole = {**said, "possible": "5만원 안에서 집게를 빌려 드립니다."}
    assert submit(browser, form(request_, one), **whole).status_code == 303
    assert decisions.request(request_.id).is_answered


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("{금액}원과 {금액}원", ["{금액}"]),
        ("{접수한 날}", ["{접수한 날}"]),
        ("중괄호 {} 둘", []),
        ("{줄을\n넘음}", []),
        ("", []),
        (None, []),
    ],
)
def test_a_blank_is_what_stands_in_braces_on_one_line(text, blanks):
    assert unfilled(text) == blanks


def test_two_texts_of_one_dong_have_two_names(council, kim):
    a_template(council.dong, kim)
    with pytest.raises(Invalid, match="같은 이름"):
        a_template(council.dong, kim)
    there = a_council().dong
    a_template(there, an_officer(there))
    assert len(rows("answer_template")) == 2


def test_two_officers_who_change_a_text_do_not_overwrite_each_other(council, kim, lee):
    one = a_template(council.dong, kim)
    words = TemplateWords("새 이름", None, "", None, "", "", "")
    with transaction():
        service.change_template(queries.template(one.id), words, seen=1, by=lee, at=clock.now())
    with pytest.raises(Invalid, match="그 사이에"), transaction():
        service.change_template(queries.template(one.id), words, seen=1, by=kim, at=clock.now())


def test_officers_keep_change_and_remove_texts_on_their_pages(sign_in, council, kim):
    browser, pages = sign_in(kim), f"/dongs/{council.dong_id}/answer-templates"
    assert "아직 틀이 없습니다" in browser.get(pages).text
    kept = submit(browser, f"{pages}/new", follow=True, name="가로등", reason="{요청}에는 {금액}원이 듭니다.")
    assert "손으로 채울 자리: {금액}" in kept.text
    (one,) = queries.templates_of(council.dong_id)
    assert submit(browser, f"/answer-templates/{one.id}", name="보안등").status_code == 303
    assert queries.template(one.id).name == "보안등"
    submit(browser, pages, f"/answer-templates/{one.id}/removal")
    assert rows("answer_template") == []


def test_a_text_with_private_numbers_or_a_reason_that_fits_no_such_answer_is_not_kept(sign_in, council, kim):
    browser, new = sign_in(kim), f"/dongs/{council.dong_id}/answer-templates/new"
    for words in ({"reason": "010-1234-5678로 전화"}, {"answer": "accepted", "reason_code": ReasonCode.LAW.value}):
        assert submit(browser, new, name="틀", **words).status_code == 422
    assert rows("answer_template") == []
