"""The opinion maps of the demo town: two camps and what both share, and a question that one can still answer."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cli.demo import accounts, seed
from app.kernel.db import db, session
from app.opinions import queries
from app.opinions.models import Answer, Question, Statement
from app.opinions.states import QuestionState, StatementState
from tests.browsing import submit


@pytest.fixture(scope="module")
def town(the_app: Flask, store) -> Iterator[Flask]:
    """The application with the demo town in its database: filled once for all tests here, which only read."""
    with the_app.app_context():
        store.reset()
        assert seed()
        yield the_app
        db.session.remove()


def the_question(words: str) -> Question:
    return session().scalars(select(Question).where(Question.title.contains(words))).one()


def test_two_camps_of_120_residents_share_four_things_and_part_over_cars(town):
    question = the_question("마을길")
    assert question.state is QuestionState.CLOSED
    assert question.participant_count == 120
    result = queries.result(question)
    shared = {row.statement.text for row in result.agreed_by_most}
    assert "소방차가 들어올 자리는 늘 비워 두자." in shared
    assert len(shared) >= 4
    assert [row.statement.text for row in result.refused_by_most][:1] == ["쓰레기차가 오는 때를 새벽 세 시로 옮기자."]
    divided = queries.result(question, queries.Order.DIVIDED).rows[0]
    assert divided.divided > 0.8
    assert "소방차" in town.test_client().get(f"/questions/{question.id}/result").text


def test_the_counts_of_the_demo_are_those_of_its_answers(town):
    counted = session().execute(
        select(Answer.statement_id, Answer.side, func.count()).group_by(Answer.statement_id, Answer.side)
    )
    found = {(statement, side.value): number for statement, side, number in counted}
    told = {
        (statement.id, side): getattr(statement, f"{side}_count")
        for statement in session().scalars(select(Statement))
        for side in ("agree", "disagree", "pass")
    }
    assert {key: number for key, number in told.items() if number} == found


def test_twelve_have_answered_the_open_question_and_the_demo_resident_can(town):
    question = the_question("저녁")
    assert question.state is QuestionState.OPEN
    assert question.participant_count == 12
    browser = town.test_client()
    fields = {"contact": f"resident@{accounts.DOMAIN}", "password": accounts.PASSWORD}
    assert submit(browser, "/sign-in", "/sign-in", **fields).status_code == 303
    page = browser.get(f"/questions/{question.id}").text
    assert "답하기 (9개 남았습니다)" in page


def test_there_is_a_statement_in_every_state(town):
    assert set(session().scalars(select(Statement.state).distinct())) == set(StatementState)
