"""Each form of the desk, filled in wrongly: the page stands again with a sentence and every word that was typed."""

from datetime import timedelta

import pytest

from app.kernel import clock
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories.decisions import a_request
from tests.factories.desk import a_template, an_opinion, given_to

LONG = "가" * 5000


def days(count: int) -> str:
    return (clock.today() + timedelta(days=count)).isoformat()


def refused(browser, url, action="", **fields):
    """The values that stand in the form after it was refused."""
    answer = submit(browser, url, action, **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text, "the page says that something is wrong"
    return form_of(answer.text, action).values


ASKED = {"section": "교통과", "person": "박주임", "question": "됩니까?"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("section", " "),
        ("section", "가" * 81),
        ("person", "가" * 41),
        ("question", ""),
        ("question", LONG),
        ("wanted_by", "모레"),
        ("wanted_by", ""),
        ("wanted_by", "0000-00-00"),
        ("wanted_by", "2020-01-01"),
    ],
)
def test_asking_a_section_wrongly_keeps_the_other_words(sign_in, kim, request_, field, value):
    said = {**ASKED, "wanted_by": days(3), field: value}
    values = refused(sign_in(kim), f"/requests/{request_.id}/desk/opinions/new", **said)
    assert {name: values[name] for name in said if name != field} == {n: v for n, v in said.items() if n != field}
    assert rows("section_opinion") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("answer", ""),
        ("answer", LONG),
        ("answered_by", " "),
        ("answered_by", "가" * 41),
        ("answered_on", "어제"),
        ("answered_on", "2999-01-01"),
        ("seen", "99999999999999"),
        ("seen", "-1"),
    ],
)
def test_entering_an_opinion_wrongly_keeps_the_other_words(sign_in, kim, request_, field, value):
    asked = an_opinion(request_, kim)
    said = {"answer": "두 면까지 됩니다", "answered_by": "박주임", "answered_on": days(0), field: value}
    values = refused(sign_in(kim), f"/section-opinions/{asked.id}", **said)
    kept = {name: value for name, value in said.items() if name not in {field, "seen"}}
    assert {name: values[name] for name in kept} == kept
    assert [row.answer for row in rows("section_opinion")] == [""]


def test_an_opinion_that_another_entered_first_keeps_the_words_of_the_second(sign_in, kim, lee, request_):
    asked, browser = an_opinion(request_, kim), sign_in(lee)
    url = f"/section-opinions/{asked.id}"
    late = form_of(browser.get(url).text, "").values
    said = {"answer": "첫 사람의 말", "answered_by": "이주임", "answered_on": days(0)}
    assert submit(sign_in(kim), url, **said).status_code == 303
    late["answer"] = "둘째 사람의 말"
    answer = browser.post(url, data=late)
    assert answer.status_code == 422
    assert "그 사이에" in answer.text
    assert form_of(answer.text, "").values["answer"] == "둘째 사람의 말"
    assert [row.answer for row in rows("section_opinion")] == ["첫 사람의 말"]


@pytest.mark.parametrize("body", ["", "   \n ", "가" * 2001])
def test_a_note_that_says_nothing_or_too_much_stands_again(sign_in, kim, request_, body):
    page = f"/requests/{request_.id}/desk"
    values = refused(sign_in(kim), page, f"{page}/notes", body=body)
    assert len(values["body"].strip()) == len(body.strip())
    assert rows("desk_note") == []


@pytest.mark.parametrize("given", [{"to": ""}, {"to": "post-999999"}, {"to": "section-99"}, {"seen": "-7"}])
def test_a_request_that_is_given_wrongly_stays_where_it_was(sign_in, kim, lee, request_, given):
    given_to(request_, lee, by=lee)
    page = f"/requests/{request_.id}/desk"
    fields = {"to": f"post-{kim.posts[0].id}", **given}
    assert submit(sign_in(kim), page, f"{page}/assignments", **fields).status_code == 422
    assert [row.user_id for row in rows("assignment")] == [lee.id]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "가" * 61),
        ("answer", "nonsense"),
        ("reason_code", "nonsense"),
        ("summary", "가" * 501),
        ("reason", "010-1234-5678로 전화"),
        ("ground", "가" * 2001),
        ("possible", "가" * 2001),
        ("seen", "-1"),
    ],
)
def test_a_text_that_is_kept_wrongly_keeps_the_other_words(sign_in, council, kim, field, value):
    said = {"name": "가로등", "summary": "요약", "reason": "이유", "ground": "근거", "possible": "할 수 있는 것"}
    values = refused(sign_in(kim), f"/dongs/{council.dong_id}/answer-templates/new", **{**said, field: value})
    others = {name: word for name, word in said.items() if name != field}
    assert {name: values[name] for name in others} == others
    assert rows("answer_template") == []


def test_a_text_with_the_name_of_another_is_not_changed_and_keeps_its_words_on_the_page(sign_in, council, kim):
    one, other = a_template(council.dong, kim), a_template(council.dong, kim, name="가로등")
    values = refused(sign_in(kim), f"/answer-templates/{other.id}", name=one.name, summary="새 요약")
    assert values["summary"] == "새 요약"
    assert [(row.name, row.version) for row in rows("answer_template")] == [(one.name, 1), ("가로등", 1)]


@pytest.mark.parametrize("query", ["request=x", "request=-1&request=0", "request=99999999999999999999", "template=x"])
def test_an_address_with_nonsense_in_it_opens_the_page_to_pick_from(sign_in, council, kim, request_, query):
    more = a_request(council)
    answer = sign_in(kim).get(f"/dongs/{council.dong_id}/joint-answers/new?{query}")
    assert answer.status_code == 200
    assert f'value="{more.id}"' in answer.text
    inbox = sign_in(kim).get(f"/dongs/{council.dong_id}/requests?whose=%00&show=x&page=-3")
    assert inbox.status_code == 200
