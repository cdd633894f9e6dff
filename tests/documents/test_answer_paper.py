"""The letter of the centre: all that residents read of an answer, and nothing before it is published."""

from datetime import date
from io import BytesIO

from app.decisions import queries, service
from app.decisions.models import decision
from app.decisions.states import Answer, ReasonCode
from app.documents.official.answer import FIELDS, answer
from app.documents.official.paper import Line, lines_of
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.reading import keep_file
from tests.factories import a_council, an_officer, decisions

OFFICER = {"section", "officer_name", "officer_phone"}  # they stand in the foot


def lines(paper) -> list[str]:
    return [one.whole for one in lines_of(paper) if isinstance(one, Line)]


def a_letter(app, **words) -> list[str]:
    council = a_council()
    asked = decisions.a_request(council)
    decisions.an_answer(asked, an_officer(council.dong), **words)
    found = queries.request(asked.id)
    with app.test_request_context():
        return lines(answer(found, found.answered_decision, 4))


def test_files_that_went_out_with_the_answer_are_named_at_its_end(app):
    told = a_letter(app)
    assert "붙임" not in "\n".join(told)
    council = a_council()
    asked = decisions.a_request(council)
    officer = an_officer(council.dong)
    stored = keep_file(BytesIO(b"1,200"), "배부 현황.txt", offices=(), is_searched=True, megabytes=1)
    with transaction():
        service.attach(asked, stored, most=5, once=None, by=officer, at=clock.now())
    decisions.an_answer(queries.request(asked.id), officer)
    found = queries.request(asked.id)
    with app.test_request_context():
        (line,) = [one for one in lines(answer(found, found.answered_decision, 4)) if "붙임" in one]
    assert "배부 현황.txt" in line


def test_every_field_that_residents_read_is_on_the_paper():
    assert {name for name, _label in FIELDS} | OFFICER == set(decision.READ)


def test_the_words_of_the_answer_stand_under_their_names_and_the_officer_in_the_foot(app):
    text = "\n".join(
        a_letter(
            app,
            answer=Answer.PARTLY,
            reason_code=ReasonCode.NO_BUDGET,
            reason="돈이 모자랍니다.\n내년에 다시 봅니다.",
            do_by=date(2027, 3, 2),
            cost_won=1_200_000,
            money_from="구 예산",
            officer_phone="02-820-1111",
        )
    )
    for line in (
        "답: 부분수용",
        "이유: 돈이 모자랍니다.\n내년에 다시 봅니다.",
        "하기로 한 날: 2027년 3월 2일 (화)까지",
        "드는 돈: 1,200,000원",
        "담당 마을자치팀 김담당",
        "전화 02-820-1111",
        "민원처리법 제23조",
        "-4 (",
        "직인 생략",
    ):
        assert line in text, line
    assert "보낸 기관" not in text, "a field that stands empty is left out"


def test_there_is_no_letter_while_the_answer_is_a_draft(app, sign_in, client):
    council = a_council()
    asked, officer = decisions.a_request(council), an_officer(council.dong)
    with decisions.transaction():
        decisions.service.write(asked, decisions.words(), seen=0, by=officer)
    for browser in (client, sign_in(officer)):
        assert browser.get(f"/requests/{asked.id}/answer/paper").status_code == 404
        assert browser.get(f"/requests/{asked.id}/answer.hwpx").status_code == 404
    assert "answer.hwpx" not in client.get(f"/requests/{asked.id}").text
    decisions.an_answer(queries.request(asked.id), officer)
    page = client.get(f"/requests/{asked.id}").text
    for ending in ("hwpx", "docx", "pdf"):
        assert f"/requests/{asked.id}/answer.{ending}" in page
