"""Who answers, and what no longer takes an answer: each says why, and nothing is lost."""

import re
from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.opinions import queries, service
from app.opinions.jobs import close_due_questions
from app.opinions.states import Moderation, QuestionState, Side
from tests.browsing import form_of, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_observer, an_officer, in_days
from tests.factories.opinions import a_question, a_statement, answer, as_it_is, closed, counts, statements


def shown_on(page: str) -> str:
    return re.search(r'<h1 class="statement-words">(.*?)</h1>', page)[1]


def press(client, url: str, side: Side, *, follow: bool = True):
    """Press one of the three buttons of the page."""
    form = form_of(client.get(url).text, "/answers")
    return client.post(form.action, data={**form.values, "side": side.value}, follow_redirects=follow)


def test_the_writer_is_not_offered_the_own_statement_and_hears_why(app, sign_in):
    question = a_question(seeds=["하나"])
    writer = a_member(question.council)
    own = a_statement(question, writer, "내가 쓴 말")
    client = sign_in(writer)
    assert shown_on(client.get(f"/questions/{question.id}/next-statement").text) == "하나"
    assert "1개 남았습니다" in client.get(f"/questions/{question.id}/next-statement").text
    page = client.get(f"/statements/{own.id}").text
    assert "내가 쓴 의견에는 답하지 않습니다" in page
    assert f'action="/statements/{own.id}/answers"' not in page
    sent = {"csrf_token": token_of(client, f"/statements/{own.id}"), "side": "agree"}
    refused = client.post(f"/statements/{own.id}/answers", data=sent)
    assert refused.status_code == 403
    assert "내가 쓴 의견에는 답하지 않습니다" in refused.text
    with pytest.raises(Conflict, match="내가 쓴 의견"):
        answer(own, writer)


def test_a_statement_that_was_hidden_meanwhile_takes_no_answer_and_says_why(app, sign_in):
    question = a_question()
    first, person = statements(question)[0], a_member(question.council)
    client = sign_in(person)
    form = form_of(client.get(f"/statements/{first.id}").text, "/answers")
    with transaction():
        service.hide(queries.statement(first.id), reason="이웃의 이름이 있습니다", by=person, at=clock.now())
    answered_so = client.post(form.action, data={**form.values, "side": "agree"})
    assert answered_so.status_code == 403
    assert "그 사이에 가려진 의견" in answered_so.text
    page = client.get(f"/statements/{first.id}").text
    assert first.text not in page
    assert "이웃의 이름이 있습니다" in page
    with pytest.raises(Conflict):
        answer(first, person)


def test_a_question_that_was_closed_meanwhile_takes_no_answer_and_keeps_what_was_given(app, sign_in):
    question = a_question()
    first, second, _third = statements(question)
    person = a_member(question.council)
    client = sign_in(person)
    answer(first, person)
    form = form_of(client.get(f"/statements/{second.id}").text, "/answers")
    closed(question)
    answered_so = client.post(form.action, data={**form.values, "side": "agree"})
    assert answered_so.status_code == 403
    assert "의견 모으기를 마감했습니다" in answered_so.text
    assert counts(first)[Side.AGREE] == 1
    own = client.get(f"/questions/{question.id}/answers/mine").text
    assert first.text in own
    assert "바꾸기" not in own


def test_after_the_closing_moment_nothing_counts_even_before_the_worker_comes(app, sign_in):
    question = a_question()
    first, person = statements(question)[0], a_member(question.council)
    late = question.closes_at + timedelta(seconds=1)
    with pytest.raises(Conflict, match="마감"), transaction():
        service.answer(first.id, Side.AGREE, by=person, at=late)
    with pytest.raises(Invalid, match="마감"), transaction():
        service.write(queries.question(question.id), "늦은 말", by=person, at=late)
    assert close_due_questions(question.closes_at - timedelta(seconds=1)) == 0
    assert close_due_questions(late) == 1
    assert close_due_questions(late) == 0
    assert as_it_is(question).is_closed


@pytest.mark.parametrize("make", [a_member, a_facilitator, an_observer])
def test_every_confirmed_member_may_answer(app, sign_in, make):
    question = a_question()
    client = sign_in(make(question.council))
    press(client, f"/questions/{question.id}/next-statement", Side.AGREE)
    assert len(rows("answer")) == 1


def test_who_is_no_member_reads_the_question_and_hears_who_may_answer(app, sign_in, client):
    question = a_question()
    for browser in (client, sign_in(a_user()), sign_in(an_officer(question.council.dong))):
        page = browser.get(f"/questions/{question.id}").text
        assert question.title in page
        assert "답하기 (" not in page
    assert "참여가 확인된 주민만" in sign_in(a_user()).get(f"/questions/{question.id}").text
    assert "로그인하기" in client.get(f"/questions/{question.id}").text


def test_an_open_question_is_not_yet_over_for_the_clock_of_the_page(app):
    question = a_question(closes_at=in_days(1))
    assert question.takes_answers(clock.now())
    assert not question.takes_answers(in_days(1))
    assert not a_question(state=QuestionState.DRAFT).takes_answers(clock.now())
    assert a_council().id != question.council_id


def test_words_that_come_after_the_end_stay_in_the_form(app, sign_in):
    council = a_council()
    question = a_question(council)
    writer, url = sign_in(a_member(council)), f"/questions/{question.id}/statements/new"
    form = form_of(writer.get(url).text, "")
    closed(question)
    late = writer.post(url, data={**form.values, "text": "조금 늦게 쓴 말"})
    assert late.status_code == 422
    assert "의견 모으기를 마감했습니다" in late.text
    assert form_of(late.text, "").values["text"] == "조금 늦게 쓴 말"
    assert writer.get(url).status_code == 403
    assert "조금 늦게 쓴 말" not in {statement.text for statement in statements(question)}


def test_a_question_that_closes_between_the_page_and_the_press_takes_no_statement(app):
    council = a_council()
    question = a_question(council, moderation=Moderation.AFTER)
    writer, as_the_page_saw_it = a_member(council), queries.question(question.id)
    session().expunge(as_the_page_saw_it)
    closed(question)
    assert as_the_page_saw_it.is_open
    with pytest.raises(Invalid, match="마감"), transaction():
        service.write(as_the_page_saw_it, "늦은 말", by=writer, at=clock.now())
