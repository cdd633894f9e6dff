"""A question from its draft to its end: written with seeds, read back, opened, closed."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.notices.jobs import deliver_events
from app.opinions import queries, service
from app.opinions.models import MOST_SEEDS, Question
from app.opinions.states import Moderation, QuestionState
from tests.browsing import form_of, submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, an_officer, in_days
from tests.factories.opinions import a_question, answered, as_it_is, closed, statements

TITLE = "우리 골목, 밤에 무엇이 달라지면 좋을까요?"


def written(**given):
    """What a facilitator fills in."""
    end = clock.seoul(in_days(7)).date().isoformat()
    lines = "등이 하나 더 있으면 좋겠다.\r\n\r\n  골목 입구가   어둡다. \r\n등이 하나 더 있으면 좋겠다!"
    return {"title": TITLE, "closes_on": end, "closes_time": "21:00", "seeds": lines, **given}


def url_of(council) -> str:
    return f"/councils/{council.id}/questions"


def test_a_facilitator_asks_reads_it_back_and_opens_it(app, sign_in):
    council = a_council()
    facilitator = sign_in(a_facilitator(council))
    page = submit(facilitator, f"{url_of(council)}/new", "", follow=True, **written()).text
    assert TITLE in page
    assert "아직 퍼실리테이터와 담당자만 봅니다" in page
    assert "골목 입구가 어둡다." in page, "the seeds are read back too"
    question = session().query(Question).one()
    assert (question.state, question.moderation) == (QuestionState.DRAFT, Moderation.BEFORE)
    assert clock.seoul(question.closes_at).hour == 21
    texts = [statement.text for statement in statements(question)]
    assert texts == ["등이 하나 더 있으면 좋겠다!", "골목 입구가 어둡다."], "the same thought stands once"
    page = submit(facilitator, f"/questions/{question.id}", "/opening", follow=True).text
    assert "의견 모으기를 시작했습니다" in page
    assert as_it_is(question).is_open


def test_a_draft_is_put_in_other_words_until_it_is_opened(app, sign_in):
    council = a_council()
    by = a_facilitator(council)
    draft = a_question(council, by=by, state=QuestionState.DRAFT)
    facilitator = sign_in(by)
    page = submit(facilitator, f"/questions/{draft.id}/edition", "", follow=True, title="다른 물음", moderation="after")
    assert "다른 물음" in page.text
    assert as_it_is(draft).closes_at == draft.closes_at, "what was not touched stays"
    submit(facilitator, f"/questions/{draft.id}", "/opening")
    refused = facilitator.get(f"/questions/{draft.id}/edition")
    assert refused.status_code == 403
    assert "이미 연 물음" in refused.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": ""}, "이 칸을 채워 주세요."),
        ({"title": "가" * 121}, "120자까지"),
        ({"closes_on": ""}, "날짜를 골라 주세요."),
        ({"closes_on": "내일"}, "날짜를 골라 주세요."),
        ({"closes_on": "9999-12-31"}, "날짜를 골라 주세요."),
        ({"closes_time": "25:00"}, "시각을 골라 주세요."),
        ({"closes_on": "2020-01-01"}, "이미 지났습니다"),
        ({"seeds": "짧은 말\n" + "가" * 141}, "2번째 의견이 깁니다"),
        ({"seeds": "\n".join(f"{number}번 의견" for number in range(MOST_SEEDS + 1))}, "50줄까지"),
        ({"seeds": "연락은 010-1234-5678"}, "지워 주세요"),
    ],
)
def test_what_was_filled_in_wrongly_is_said_and_kept(app, sign_in, given, said):
    council = a_council()
    facilitator = sign_in(a_facilitator(council))
    answer = submit(facilitator, f"{url_of(council)}/new", "", **written(**given))
    assert answer.status_code == 422
    assert said in answer.text
    kept = form_of(answer.text, "").values
    assert kept["closes_time"] == given.get("closes_time", "21:00")
    assert kept["seeds"].split() == written(**given)["seeds"].split()
    assert rows("question") == []


def test_the_form_sent_twice_asks_once(app, sign_in):
    council = a_council()
    facilitator, url = sign_in(a_facilitator(council)), f"{url_of(council)}/new"
    form = form_of(facilitator.get(url).text, "")
    places = {facilitator.post(url, data={**form.values, **written()}).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert len(rows("question")) == 1
    assert len(rows("statement")) == 2


def test_opening_and_closing_twice_happen_once_and_all_members_are_told(app, sign_in):
    council = a_council()
    by, member = a_facilitator(council), a_member(council)
    question, facilitator = a_question(council, by=by, state=QuestionState.DRAFT), sign_in(by)
    form = form_of(facilitator.get(f"/questions/{question.id}").text, "/opening")
    for _ in range(2):
        assert facilitator.post(form.action, data=form.values).status_code == 303
    form = form_of(facilitator.get(f"/questions/{question.id}").text, "/closing")
    for _ in range(2):
        assert facilitator.post(form.action, data=form.values).status_code == 303
    assert [row.action for row in rows("event") if row.action.startswith("question.")] == [
        "question.opened", "question.closed",
    ]  # fmt: skip
    deliver_events(clock.now())
    page = sign_in(member).get("/notices").text
    assert f"이웃의 생각을 묻습니다: {question.title}" in page
    assert f"의견 모으기가 끝나 결과가 나왔습니다: {question.title}" in page


def test_a_question_whose_end_has_passed_is_not_opened(app):
    council = a_council()
    by = a_facilitator(council)
    draft = a_question(council, by=by, state=QuestionState.DRAFT, closes_at=in_days(1))
    with pytest.raises(Conflict, match="이미 지났습니다"), transaction():
        service.open_question(queries.question(draft.id), by=by, at=draft.closes_at + timedelta(minutes=1))
    assert as_it_is(draft).is_draft


def test_the_list_shows_open_questions_first_and_drafts_to_facilitators_alone(app, sign_in, client):
    council = a_council()
    by, officer = a_facilitator(council), an_officer(council.dong)
    a_question(council, by=by, title="마친 물음", state=QuestionState.CLOSED)
    a_question(council, by=by, title="연 물음")
    a_question(council, by=by, title="쓰는 물음", state=QuestionState.DRAFT)
    page = client.get(url_of(council)).text
    assert page.index("연 물음") < page.index("마친 물음")
    assert "쓰는 물음" not in page
    assert "이웃에게 묻기" not in page
    for browser in (sign_in(by), sign_in(officer)):
        assert "쓰는 물음" in browser.get(url_of(council)).text
    assert "아직 물음이 없습니다" in client.get(url_of(a_council())).text


def test_the_pages_of_many_ask_the_database_as_often_as_those_of_few(app, sign_in):
    council = a_council()
    by, reader = a_facilitator(council), sign_in(a_member(council))
    counted = {}
    for more in (1, 6):
        for _ in range(more):
            question = a_question(council, by=by, seeds=[f"의견 {number} {_}" for number in range(4 * more)])
        answered(statements(question)[0], agree=2)
        ended = closed(a_question(council, by=by, seeds=[f"의견 {number}" for number in range(4 * more)]))
        browser = sign_in(by)
        for name, who, path in (
            ("index", reader, url_of(council)),
            ("show", reader, f"/questions/{question.id}"),
            ("next", reader, f"/questions/{question.id}/next-statement"),
            ("mine", reader, f"/questions/{question.id}/answers/mine"),
            ("desk", browser, f"/questions/{ended.id}/statements"),
            ("result", browser, f"/questions/{ended.id}/result"),
            ("council", reader, f"/councils/{council.id}"),
        ):
            with counted_statements() as asked:
                assert who.get(path).status_code == 200
            counted.setdefault(name, []).append(len([one for one in asked if one.startswith("SELECT")]))
    for name, (few, many) in counted.items():
        assert few == many <= 12, f"{name}: {few}, {many}"


def test_the_open_question_stands_on_the_page_of_the_council_and_on_the_own_page(app, sign_in, client):
    council = a_council()
    by = a_facilitator(council)
    question = a_question(council, by=by)
    a_question(council, by=by, title="쓰는 물음", state=QuestionState.DRAFT)
    for browser, path in ((client, f"/councils/{council.id}"), (sign_in(a_member(council)), "/mine"), (client, "/")):
        page = browser.get(path).text
        assert f'href="/questions/{question.id}"' in page
        assert question.title in page
        assert "쓰는 물음" not in page
    closed(question)
    assert question.title not in client.get(f"/councils/{council.id}").text
    assert f'href="/councils/{council.id}/questions"' in client.get(f"/councils/{council.id}").text
