"""Answering one statement after the other: the last answer counts, once a person, and it can be taken back."""

import re
from concurrent.futures import ThreadPoolExecutor

from app.kernel.db import session, transaction
from app.opinions import queries
from app.opinions.models import Answer, Question
from app.opinions.states import Side
from tests.browsing import form_of, submit, token_of
from tests.conftest import counted_statements, rows
from tests.factories import a_member
from tests.factories.opinions import a_question, answer, answered, as_it_is, closed, counts, statements


def shown_on(page: str) -> str:
    return re.search(r'<h1 class="statement-words">(.*?)</h1>', page)[1]


def press(client, url: str, side: Side, *, follow: bool = True):
    """Press one of the three buttons of the page."""
    form = form_of(client.get(url).text, "/answers")
    return client.post(form.action, data={**form.values, "side": side.value}, follow_redirects=follow)


def test_a_member_goes_through_the_statements_one_by_one_to_the_end(app, sign_in):
    question = a_question()
    reader = sign_in(a_member(question.council))
    url, met = f"/questions/{question.id}/next-statement", []
    for left in (3, 2, 1):
        page = reader.get(url).text
        assert f"{left}개 남았습니다." in page
        statement_id = int(re.search(r"/statements/(\d+)/answers", page)[1])
        met.append(queries.statement(statement_id).text)
        token = form_of(page, "/answers").values
        assert reader.post(f"/statements/{statement_id}/answers", data={**token, "side": "agree"}).status_code == 303
    assert sorted(met) == sorted(statement.text for statement in statements(question))
    assert "모두 답하셨습니다" in reader.get(url).text
    assert as_it_is(question).participant_count == 1


def test_the_three_buttons_stand_in_their_order_and_have_keys(app, sign_in):
    question = a_question()
    page = sign_in(a_member(question.council)).get(f"/questions/{question.id}/next-statement").text
    assert re.findall(r'name="side" value="(\w+)" accesskey="(\d)"', page) == [
        ("agree", "1"), ("disagree", "2"), ("pass", "3"),
    ]  # fmt: skip


def test_the_last_answer_counts_and_the_counts_are_exact(app):
    question = a_question()
    first, person = statements(question)[0], a_member(question.council)
    assert answer(first, person, Side.AGREE)
    assert not answer(first, person, Side.AGREE), "the same again is no second answer"
    assert not answer(first, person, Side.PASS)
    assert counts(first) == {Side.AGREE: 0, Side.DISAGREE: 0, Side.PASS: 1}
    answer(first, person, Side.DISAGREE)
    answered(first, agree=2, pass_=1)
    assert counts(first) == {Side.AGREE: 2, Side.DISAGREE: 1, Side.PASS: 1}
    assert len(rows("answer")) == 4


def test_pressing_twice_keeps_one_answer(app, sign_in):
    question = a_question()
    first, reader = statements(question)[0], sign_in(a_member(question.council))
    url = f"/statements/{first.id}"
    data = {"csrf_token": token_of(reader, url), "side": "agree"}
    for _ in range(2):
        assert reader.post(f"{url}/answers", data=data).status_code == 303
    assert len(rows("answer")) == 1
    assert counts(first)[Side.AGREE] == 1


def test_many_at_once_are_counted_exactly(the_app, app):
    question = a_question()
    first = statements(question)[0]
    people = [a_member(question.council) for _ in range(8)]
    session().rollback()

    def pressed(person):
        with the_app.app_context():
            try:
                return answer(first, person, Side.AGREE)
            finally:
                session().close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(pressed, people * 2)) == 8
    session().rollback()
    session().expire_all()
    assert counts(first)[Side.AGREE] == 8
    assert len(rows("answer")) == 8


def test_the_last_answer_can_be_taken_back_and_given_anew(app, sign_in):
    question = a_question()
    reader, url = sign_in(a_member(question.council)), f"/questions/{question.id}/next-statement"
    page = press(reader, url, Side.DISAGREE).text
    assert "방금 한 답" in page
    (answered_first,) = rows("answer")
    first = queries.statement(answered_first.statement_id).text
    taken = form_of(page, "/withdrawal")
    back = reader.post(taken.action, data=taken.values, follow_redirects=True).text
    assert "답을 되돌렸습니다" in back
    assert shown_on(back) == first
    assert rows("answer") == []
    assert as_it_is(question).participant_count == 0
    again = reader.post(taken.action, data=taken.values)
    assert again.status_code == 303, "pressing twice takes nothing else back"
    assert "2개 남았습니다" in press(reader, again.headers["Location"], Side.AGREE).text


def test_an_answer_is_changed_from_the_own_answers(app, sign_in):
    question = a_question()
    first, person = statements(question)[0], a_member(question.council)
    answer(first, person, Side.AGREE)
    reader = sign_in(person)
    own = reader.get(f"/questions/{question.id}/answers/mine").text
    assert first.text in own
    assert f'href="/statements/{first.id}"' in own
    assert 'aria-pressed="true"' in reader.get(f"/statements/{first.id}").text
    page = press(reader, f"/statements/{first.id}", Side.PASS).text
    assert "답을 바꾸었습니다" in page
    assert counts(first)[Side.PASS] == 1
    page = submit(reader, f"/statements/{first.id}", "/withdrawal", follow=True).text
    assert "답을 되돌렸습니다" in page
    assert rows("answer") == []


def test_pressing_no_button_shows_the_same_statement_with_a_sentence(app, sign_in):
    question = a_question()
    first, reader = statements(question)[0], sign_in(a_member(question.council))
    url = f"/statements/{first.id}"
    for wrong in ({}, {"side": ""}, {"side": "maybe"}):
        answered_so = reader.post(f"{url}/answers", data={"csrf_token": token_of(reader, url), **wrong})
        assert answered_so.status_code == 422
        assert shown_on(answered_so.text) == first.text
    assert "세 단추 가운데 하나" in answered_so.text
    assert rows("answer") == []


def test_participants_are_counted_once_and_anew_at_the_end(app):
    question = a_question()
    first, second, _third = statements(question)
    person = a_member(question.council)
    answer(first, person)
    answer(second, person, Side.DISAGREE)
    answered(first, agree=2)
    assert as_it_is(question).participant_count == 3
    with transaction():
        session().get_one(Question, question.id).participant_count = 99
    assert closed(question).participant_count == 3


def test_an_answer_takes_few_statements_however_many_there_are(app):
    asked = []
    for seeds in (3, 40):
        question = a_question(seeds=[f"의견 {number}번" for number in range(seeds)])
        first, person = statements(question)[0], a_member(question.council)
        answer(statements(question)[1], person)
        with counted_statements() as found:
            answer(first, person)
        asked.append(len(found))
    assert asked[0] == asked[1] <= 5


def test_no_event_tells_of_an_answer(app):
    question = a_question()
    before = len(rows("event"))
    answered(statements(question)[0], agree=1, disagree=1)
    assert len(rows("event")) == before
    assert {column.name for column in Answer.__table__.columns} == {"statement_id", "user_id", "side", "at"}
