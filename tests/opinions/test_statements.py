"""Statements of neighbours: written, looked at, hidden with a reason, and told what became of them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.notices.jobs import deliver_events
from app.opinions import queries, service
from app.opinions.forms import one_line
from app.opinions.models import MOST_OF_ONE, words_hash
from app.opinions.states import Fate, Moderation, StatementState
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.opinions import a_question, a_statement, answered, closed, statements

WORDS = "등이 하나 더 있으면 좋겠다."


def write(client, question, text: str, *, follow: bool = True):
    return submit(client, f"/questions/{question.id}/statements/new", "", follow=follow, text=text)


def states() -> list[str]:
    return [row.state for row in rows("statement")]


def test_where_the_council_looks_first_a_statement_waits_and_the_writer_hears_of_it(app, sign_in):
    council = a_council()
    question = a_question(council, seeds=[])
    writer, facilitator = sign_in(a_member(council)), a_facilitator(council)
    page = write(writer, question, WORDS).text
    assert "퍼실리테이터가 살펴본 뒤에 올라가고" in page
    assert "살펴보는 중" in page
    reader = sign_in(a_member(council))
    assert "모두 답하셨습니다" in reader.get(f"/questions/{question.id}/next-statement").text
    desk, url = sign_in(facilitator), f"/questions/{question.id}"
    assert "살펴볼 의견이 1개 있습니다" in desk.get(url).text
    page = submit(desk, f"{url}/statements", "/showing", follow=True).text
    assert "쓴 분에게 알립니다" in page
    assert WORDS in reader.get(f"{url}/next-statement").text
    deliver_events(clock.now())
    assert f"쓰신 의견이 올라갔습니다: {WORDS}" in writer.get("/notices").text
    assert f"살펴볼 의견이 들어왔습니다: {WORDS}" in desk.get("/notices").text


def test_only_the_first_that_waits_is_told_so_that_many_make_no_noise(app):
    question = a_question(seeds=[])
    first = a_statement(question, shown=False)
    a_statement(question, shown=False)
    told = [row.subject_id for row in rows("event") if row.action == "statement.waiting"]
    assert told == [first.id]
    assert [row.by_id for row in rows("event") if row.action == "statement.waiting"] == [None], "nobody is named"


def test_where_the_council_looks_later_a_statement_is_shown_at_once(app, sign_in):
    council = a_council()
    question = a_question(council, seeds=[], moderation=Moderation.AFTER)
    page = write(sign_in(a_member(council)), question, WORDS).text
    assert "이제 이웃이 답할 수 있습니다" in page
    assert states() == ["shown"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "이 칸을 채워 주세요."),
        ("  \u3000 ", "이 칸을 채워 주세요."),
        ("\u200b\u202e\u2066", "이 칸을 채워 주세요."),
        ("?!…", "글자로 적어 주세요."),
        ("가" * 141, "140자까지 쓸 수 있습니다."),
        ("전화 주세요 010-1234-5678", "지워 주세요"),
    ],
)
def test_words_that_are_no_statement_are_refused_with_a_sentence_and_kept(app, sign_in, text, said):
    council = a_council()
    question = a_question(council, seeds=[])
    answer = write(sign_in(a_member(council)), question, text)
    assert answer.status_code == 422
    assert said in answer.text
    assert form_of(answer.text, "").values["text"] == one_line(text)
    assert states() == []


def test_a_hundred_and_forty_signs_are_taken_and_signs_without_a_body_do_not_count(app, sign_in):
    council = a_council()
    question = a_question(council, seeds=[])
    write(sign_in(a_member(council)), question, "\u202e가\u200b" + "나" * 139 + "\n")
    (kept,) = rows("statement")
    assert kept.text == "가" + "나" * 139


@pytest.mark.parametrize("again", [WORDS, "등이  하나 더 있으면, 좋겠다!", "등이 하나\u200b 더 있으면 좋겠다"])
def test_the_same_words_are_not_taken_twice_and_it_is_said_what_to_do(app, sign_in, again):
    council = a_council()
    question = a_question(council, seeds=[WORDS])
    answer = write(sign_in(a_member(council)), question, again)
    assert answer.status_code == 422
    assert "그 의견에 답해 주세요" in answer.text
    assert len(states()) == 1
    other = a_question(council, seeds=[])
    assert write(sign_in(a_member(council)), other, again).status_code == 200


def test_words_that_wait_or_are_hidden_are_not_taken_a_second_time_either(app, sign_in):
    council = a_council()
    question = a_question(council, seeds=[])
    a_statement(question, text=WORDS, shown=False)
    answer = write(sign_in(a_member(council)), question, WORDS)
    assert answer.status_code == 422
    assert "이미 들어와 있습니다" in answer.text


def test_the_form_sent_twice_writes_once(app, sign_in):
    council = a_council()
    question = a_question(council, seeds=[])
    writer, url = sign_in(a_member(council)), f"/questions/{question.id}/statements/new"
    form = form_of(writer.get(url).text, "")
    for _ in range(2):
        assert writer.post(url, data={**form.values, "text": WORDS}).status_code == 303
    assert len(states()) == 1


def test_two_who_write_the_same_at_once_leave_one_statement(the_app, app):
    council = a_council()
    question = a_question(council, seeds=[])
    people = [a_member(council) for _ in range(4)]
    session().rollback()

    def written(person) -> bool:
        with the_app.app_context():
            try:
                with transaction():
                    service.write(queries.question(question.id), WORDS, by=person, at=clock.now(), once=str(person.id))
            except Invalid:
                return False
            finally:
                session().close()
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(written, people)) == 1
    assert len(states()) == 1


def test_one_person_writes_so_many_and_no_more(app):
    council = a_council()
    question = a_question(council, seeds=[])
    writer = a_member(council)
    for number in range(MOST_OF_ONE):
        a_statement(question, writer, f"의견 {number}", shown=False)
    with pytest.raises(Invalid, match="20개까지"):
        a_statement(question, writer, "하나 더", shown=False)


def test_hiding_wants_a_reason_tells_the_writer_and_can_be_undone(app, sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    question = a_question(council, seeds=[])
    person = a_member(council)
    statement = a_statement(question, person, WORDS)
    desk = sign_in(officer)
    url = f"/statements/{statement.id}/hiding"
    assert submit(desk, url, "").status_code == 422
    page = submit(desk, url, "", follow=True, reason="이웃의 이름이 있습니다").text
    assert "까닭: 이웃의 이름이 있습니다" in page
    deliver_events(clock.now())
    writer = sign_in(person)
    assert f"쓰신 의견을 올리지 않았습니다: {WORDS}" in writer.get("/notices").text
    assert "이웃의 이름이 있습니다" in writer.get(f"/questions/{question.id}/answers/mine").text
    assert WORDS in writer.get(f"/statements/{statement.id}").text, "the writer still reads the own words"
    assert WORDS not in sign_in(a_member(council)).get(f"/statements/{statement.id}").text
    page = submit(desk, f"/questions/{question.id}/statements", "/showing", follow=True).text
    assert states() == [StatementState.SHOWN.value]
    assert "이웃의 이름이 있습니다" not in page


def test_the_desk_names_no_writer_and_shows_no_count(app, sign_in):
    council = a_council()
    question = a_question(council, seeds=["씨앗 하나"])
    person = a_member(council, name="글쓴고마운이웃")
    statement = a_statement(question, person, WORDS)
    answered(statement, agree=7, disagree=4)
    page = sign_in(a_facilitator(council)).get(f"/questions/{question.id}/statements").text
    assert WORDS in page
    assert "퍼실리테이터가 올림" in page
    assert "글쓴고마운이웃" not in page
    assert "동의" not in page


def test_more_seeds_are_added_while_it_is_open_and_none_twice(app, sign_in):
    council = a_council()
    question = a_question(council, seeds=["하나"])
    desk, url = sign_in(a_facilitator(council)), f"/questions/{question.id}/seeds"
    assert "의견 1개를 올렸습니다" in submit(desk, url, "", follow=True, seeds="하나\n둘").text
    assert "모두 이미 있는 의견" in submit(desk, url, "", follow=True, seeds="둘").text
    assert submit(desk, url, "", seeds="").status_code == 422
    assert [statement.text for statement in statements(question)] == ["하나", "둘"]
    closed(question)
    assert desk.post(url, data={**form_of(desk.get(url).text, "").values, "seeds": "셋"}).status_code == 409


def test_the_fate_is_told_to_the_writer_once_and_shown_to_all(app, sign_in, client):
    council = a_council()
    question = a_question(council, seeds=[])
    person = a_member(council)
    statement = a_statement(question, person, WORDS)
    closed(question)
    desk, url = sign_in(a_facilitator(council)), f"/statements/{statement.id}/fate"
    assert submit(desk, url, "", fate_reason="까닭만").status_code == 422
    assert submit(desk, url, "", fate="unused").status_code == 422
    for _ in range(2):
        submit(desk, url, "", fate="unused", fate_reason="올해 예산이 정해졌습니다")
    assert [row.action for row in rows("event")].count("statement.settled") == 1
    deliver_events(clock.now())
    writer = sign_in(person)
    assert f"쓰신 의견이 어떻게 되었는지 정해졌습니다: {WORDS}" in writer.get("/notices").text
    for page in (writer.get(f"/questions/{question.id}/answers/mine"), client.get(f"/questions/{question.id}/result")):
        assert str(Fate.UNUSED.label) in page.text
        assert "올해 예산이 정해졌습니다" in page.text


def test_a_seed_has_no_writer_to_tell(app):
    council = a_council()
    question = a_question(council, seeds=[WORDS])
    (seed,) = statements(question)
    with transaction():
        service.settle(
            queries.statement(seed.id),
            Fate.ANSWERED,
            reason="답했습니다",
            by=a_member(council),
            at=clock.now(),
        )
    deliver_events(clock.now())
    assert not [row for row in rows("notification") if row.action == "statement.settled"]


def test_words_are_the_same_whatever_their_blanks_marks_and_width():
    assert words_hash("ＣＣＴＶ 를 달자!") == words_hash("cctv를  달자")
    assert words_hash("달자") != words_hash("말자")
    assert words_hash("?!") == ""
