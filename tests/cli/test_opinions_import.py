"""flask opinions import: a conversation of elsewhere as a closed question, once, whole or not at all."""

import json
import os
import re
from pathlib import Path

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.opinions import jobs, queries, service
from app.opinions.maths import Vote
from app.opinions.maths.polis_files import ACCEPTED, TAKEN_OUT, Comment, Conversation, written
from app.opinions.models import LONGEST_STATEMENT, OpinionMap, Question
from app.opinions.states import Fate, QuestionState, StatementState
from tests import factories
from tests.browsing import token_of
from tests.conftest import rows
from tests.factories.opinions import statements
from tests.opinions.maths.conversations import made, noise

LONDON = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data" / "polis_london_youth"
TEXTS = tuple(f"옮겨 온 의견 {number}" for number in range(12))
MOMENT = 1_658_934_589_213  # 2022-07-27, in milliseconds
SOURCE = "옆 동네 청년 모임, 2022"


@pytest.fixture
def council(app):
    found = factories.a_council()
    factories.a_facilitator(found)
    return found


@pytest.fixture
def folder(tmp_path):
    def write(answers, texts=TEXTS, out=()):
        moderated = [TAKEN_OUT if place in out else ACCEPTED for place in range(len(texts))]
        comments = tuple(Comment(place, text, "", MOMENT, moderated[place]) for place, text in enumerate(texts))
        votes = [
            Vote(person, place, int(answer), MOMENT + person)
            for person, row in enumerate(answers)
            for place, answer in enumerate(row)
            if answer == answer
        ]
        for name, text in written(Conversation(comments, tuple(votes))).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def bring(app, council):
    def run(where, *, into=None, title="무엇을 바꿀까요?"):
        options = ("--council", into or council.id, "--title", title, "--source", SOURCE)
        answer = app.test_cli_runner().invoke(args=["opinions", "import", *map(str, (where, *options))])
        session().expire_all()
        return answer

    return run


def three_camps():
    return made((24, 20, 16), 12, seen=1.0)[0]


def the_question() -> Question:
    [row] = rows("question")
    return queries.question(row.id)


def test_the_result_is_read_like_any_other(bring, folder, client):
    answer = bring(folder(three_camps()))
    assert answer.exit_code == 0, answer.output
    question = the_question()
    assert f"/questions/{question.id}/result" in answer.output
    assert (question.state, question.participant_count) == (QuestionState.CLOSED, 60)
    page = client.get(f"/questions/{question.id}/result").text
    assert f"다른 곳에서 모은 의견을 옮겨 왔습니다: {SOURCE}" in page
    assert "3개 그룹이 됩니다" in page
    assert page.count('class="map-dot') == 60
    assert re.search(r"마지막 답이\s2022년\s7월\s28일", page)
    assert f"/questions/{question.id}/result" in client.get(f"/councils/{question.council_id}/questions").text


def test_counts_are_those_of_the_files_and_nobody_is_made(bring, folder):
    answers, people_before = three_camps(), len(rows("user"))
    bring(folder(answers))
    for place, one in enumerate(statements(the_question())):
        column = answers[:, place]
        expected = (TEXTS[place], (column == 1).sum(), (column == -1).sum(), (column == 0).sum())
        assert (one.text, one.agree_count, one.disagree_count, one.pass_count) == expected
    assert rows("answer") == []
    assert len(rows("user")) == people_before


def test_the_map_and_its_fingerprint_are_those_that_analyse_prints(bring, folder, app):
    where = folder(three_camps())
    bring(where)
    question = the_question()
    kept = session().get(OpinionMap, question.id)
    told = app.test_cli_runner().invoke(args=["opinions", "analyse", str(where), "--json", "--seed", str(jobs.SEED)])
    analysed = json.loads(told.output)
    assert kept.fingerprint == analysed["fingerprint"] == kept.result["fingerprint"]
    assert [group["size"] for group in kept.result["groups"]] == [group["size"] for group in analysed["groups"]]
    numbers = [one.id for one in statements(question)]
    assert [one["statement"] for one in kept.result["statements"]] == numbers
    stands = [stand["statement"] for group in kept.result["groups"] for stand in group["stands"]]
    assert stands == [numbers[stand["statement"]] for group in analysed["groups"] for stand in group["stands"]]
    assert kept.result["dots"] == analysed["dots"]


def test_where_the_gate_is_shut_the_page_says_why_and_without_moments_when_it_came(bring, folder, client):
    where = folder(noise(25, 12, seed=1))
    (where / "votes.csv").unlink()  # a row a person is left, without moments
    bring(where)
    page = client.get(f"/questions/{the_question().id}/result").text
    assert "아직 의견 그룹이 뚜렷하지 않습니다" in page
    assert "map-dot" not in page
    assert "에 옮겨 왔습니다." in page


def test_straight_liners_are_told_with_the_statements_here(bring, folder, client):
    answers = made((40, 30), 12)[0].copy()
    answers[:3] = 1.0
    bring(folder(answers))
    question = the_question()
    other = session().get(OpinionMap, question.id).result["without_straight_liners"]
    assert [one["statement"] for one in other["statements"]] == [one.id for one in statements(question)]
    assert "똑같이 답한 3명을 빼고" in client.get(f"/questions/{question.id}/result").text


def test_the_same_folder_comes_into_a_council_once(bring, folder):
    where = folder(three_camps())
    bring(where)
    before = {table: rows(table) for table in ("question", "statement", "opinion_map")}
    again = bring(where, title="다른 이름")
    assert again.exit_code == 1
    assert "이미 옮겨 왔습니다" in again.output
    assert {table: rows(table) for table in before} == before
    other = factories.a_council()
    factories.a_facilitator(other)
    assert bring(where, into=other.id).exit_code == 0


def test_what_a_moderator_took_out_there_is_hidden_here(bring, folder, client):
    bring(folder(three_camps(), out={4}))
    question = the_question()
    hidden = statements(question)[4]
    assert (hidden.state, hidden.hidden_reason) == (StatementState.HIDDEN, "모은 곳에서 가린 의견입니다.")
    assert TEXTS[4] not in client.get(f"/questions/{question.id}/result").text


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("가" * (LONGEST_STATEMENT + 1), *TEXTS[1:]), "140자를 넘는 의견이 있습니다(0: 141)"),
        ((*TEXTS[:11], " "), "글이 없는 의견이 있습니다(11)"),
        ((*TEXTS[:3], "010-1234-5678로 전화하세요", *TEXTS[4:]), "숫자가 든 의견이 있습니다(3)"),
    ],
)
def test_words_that_cannot_stand_here_are_refused_by_their_number(bring, folder, texts, said):
    answer = bring(folder(three_camps(), texts=texts))
    assert answer.exit_code == 1
    assert said in answer.output
    assert rows("question") == rows("statement") == []


def test_words_stay_whole_and_twins_two_but_signs_that_nobody_sees_go(bring, folder):
    texts = ("가" * LONGEST_STATEMENT, "똑같은 말", "똑같은 말", "보이지\x00 않는\u200b 글자")
    bring(folder(three_camps(), texts=(*texts, *TEXTS[4:])))
    assert [one.text for one in statements(the_question())][:4] == [*texts[:3], "보이지 않는 글자"]


def test_a_malformed_folder_ends_with_file_and_line_and_nothing_is_written(bring, folder):
    where = folder(three_camps())
    lines = (where / "votes.csv").read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].rsplit(",", 1)[0] + ",7"
    (where / "votes.csv").write_text("\n".join(lines), encoding="utf-8")
    answer = bring(where)
    assert (answer.exit_code, answer.output) == (2, "votes.csv:5: vote: «7» is none of 1, 0, -1\n")
    assert rows("question") == rows("statement") == rows("opinion_map") == []


def test_it_needs_a_council_that_is_open_and_has_a_facilitator(bring, folder):
    where, without = folder(three_camps()), factories.a_council()
    assert "퍼실리테이터가 없습니다" in bring(where, into=without.id).output
    assert "번호가 999999인 골목회의가 없습니다" in bring(where, into=999_999).output
    assert rows("question") == []


def test_what_cannot_be_done_with_it_is_said(bring, folder, council, sign_in):
    bring(folder(three_camps()))
    question, facilitator = the_question(), sign_in(factories.a_facilitator(council))
    result = facilitator.get(f"/questions/{question.id}/result").text
    assert "답하거나, 다시 열거나, 답 파일을 내려받거나, 그룹을 다시 계산할 수 없습니다" in result
    assert "polis.zip" not in result
    export = facilitator.get(f"/questions/{question.id}/polis.zip")
    assert (export.status_code, "답 파일은 모은 곳에 있습니다" in export.text) == (403, True)
    answering = facilitator.get(f"/questions/{question.id}/next-statement")
    assert (answering.status_code, "다른 곳에서 모은 의견이라" in answering.text) == (403, True)
    page = facilitator.get(f"/questions/{question.id}").text
    assert "내 답 보기" not in page
    assert "의견을 하나씩 보고" not in page
    token = token_of(facilitator, f"/councils/{council.id}/questions/new")
    opening = facilitator.post(f"/questions/{question.id}/opening", data={"csrf_token": token})
    assert (opening.status_code, "다시 열 수 없습니다" in opening.text) == (403, True)


def test_hiding_a_statement_keeps_the_map_and_its_words_go(bring, folder, council, client):
    bring(folder(three_camps()))
    question, by = the_question(), factories.a_user()
    stand = session().get(OpinionMap, question.id).result["groups"][0]["stands"][0]["statement"]
    text = queries.statement(stand).text
    assert text in client.get(f"/questions/{question.id}/result").text
    with transaction():
        service.hide(queries.statement(stand), reason="이웃의 이름이 있습니다", by=by, at=clock.now())
    assert jobs.map_closed_questions(clock.now()) == 0
    page = client.get(f"/questions/{question.id}/result").text
    assert f"{text}<" not in page
    assert "3개 그룹이 됩니다" in page


def test_a_statement_can_become_a_proposal_that_says_where_it_is_from(bring, folder, council):
    bring(folder(three_camps()))
    one, by = statements(the_question())[0], factories.a_facilitator(council)
    with transaction():
        proposal = service.bring(queries.statement(one.id), by=by, at=clock.now())
    assert f"다른 곳에서 모은 의견입니다({SOURCE})" in proposal.problem
    assert f"답한 {one.answer_count}명 가운데 {one.agree_count}명이 동의했습니다." in proposal.problem
    assert queries.statement(one.id).fate is Fate.USED


@pytest.mark.skipif(not LONDON.is_dir(), reason="the Polis export of London is not at hand (GOLMOK_SHARED)")
def test_a_real_export_of_polis_comes_in_with_every_word(bring, client):
    answer = bring(LONDON)
    assert answer.exit_code == 0, answer.output
    question = the_question()
    assert question.participant_count == 26
    page = client.get(f"/questions/{question.id}/result").text
    assert "지금은 24명입니다" in page, "two of the 26 answered fewer than seven statements"
    shown = [one for one in statements(question) if one.is_shown]
    assert len(statements(question)) - len(shown) == 3
    assert max(len(one.text) for one in shown) <= LONGEST_STATEMENT
