"""What a program gets when it presses a page: one sentence, the page's own rules, and nothing left in a session."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, g
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.deeds.models import Commitment, Milestone
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import STALE
from app.kernel.forms import program as presser
from app.kernel.security import PROGRAMS
from tests import factories
from tests.api.programs import Program, a_program
from tests.factories import deeds
from tests.factories.people import a_browser_of

FEW = settings(
    max_examples=40, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
DAY = (clock.today() + timedelta(days=20)).isoformat()
STEP = {"title": "알림판 주문", "due_on": DAY}
NUMBERS = st.integers() | st.integers(min_value=10**18, max_value=10**30)
TEXTS = st.text() | st.just("\ud800") | st.just("\0")
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def promised(app: Flask) -> tuple[Commitment, Any]:
    council = factories.a_council()
    officer = factories.an_officer(council.dong)
    return deeds.a_commitment(council, by=officer), officer


@pytest.fixture
def program(app: Flask, promised: Any) -> Program:
    return a_program(app, promised[1])


@pytest.fixture
def path(promised: Any) -> str:
    return f"commitments/{promised[0].id}"


def many(model: type) -> int:
    return session().scalar(select(func.count()).select_from(model)) or 0


def pointers(answer: Any) -> set[str]:
    return {one["pointer"] for one in answer.json["errors"]}


def test_it_hears_the_sentence_of_the_page_and_where_the_page_is(program: Program, path: str) -> None:
    answer = program.post(f"{path}/milestones", STEP)
    assert answer.status_code == 200
    assert set(answer.json) == {"page", "said"}
    assert answer.json["page"] == f"http://golmok.test/{path}/milestones"
    assert answer.json["said"]
    english = program.post(f"{path}/milestones", STEP, accept_language="en").json["said"]
    assert not any("가" <= sign <= "힣" for sign in english)
    assert many(Milestone) == 2


def test_what_it_reads_is_what_the_page_would_show(program: Program, promised: Any, path: str) -> None:
    shown = program.get(f"{path}/edition")
    assert shown.status_code == 200
    commitment = promised[0]
    assert (shown.json["text"], shown.json["section"]) == (commitment.text, commitment.section)
    assert shown.json["do_by"] == commitment.do_by.isoformat()
    assert "seen" not in shown.json


def test_what_is_left_out_stays_and_what_is_sent_is_taken(program: Program, promised: Any, path: str) -> None:
    before = program.get(f"{path}/edition").json
    changed = program.change(f"{path}/edition", {"section": "녹지팀", "budget": 1_200_000, "budget_from": "구 예산"})
    assert changed.status_code == 200, changed.text
    after = program.get(f"{path}/edition").json
    assert (after["section"], after["budget"], after["budget_from"]) == ("녹지팀", 1_200_000, "구 예산")
    assert {name: after[name] for name in ("text", "do_by")} == {name: before[name] for name in ("text", "do_by")}


def test_nobody_is_overwritten_unseen(app: Flask, program: Program, promised: Any, path: str) -> None:
    edition, words = f"{path}/edition", {"section": "녹지팀"}
    for tags in ({}, {"if_match": ""}, {"if_match": "*"}):
        assert program.post(edition, words, **tags).status_code == 428
    seen = program.get(edition).headers["ETag"]
    assert program.post(edition, words, if_match=seen).status_code == 200
    late = program.post(edition, {"section": "청소팀"}, if_match=seen)
    assert (late.status_code, late.json["detail"]) == (412, str(STALE))
    for tag in ('"x"', '"0"', f"W/{program.get(edition).headers['ETag']}"):
        assert program.post(edition, {"section": "청소팀"}, if_match=tag).status_code == 412
    session().expire_all()
    assert session().get_one(Commitment, promised[0].id).section == "녹지팀"


def test_the_same_with_the_same_key_happens_once(program: Program, path: str) -> None:
    said = [program.post(f"{path}/milestones", STEP, idempotency_key="k") for _each in range(3)]
    assert {one.status_code for one in said} == {200}
    assert many(Milestone) == 1
    program.post(f"{path}/milestones", {**STEP, "title": "달기"}, idempotency_key="k")
    program.post(f"{path}/milestones", STEP, idempotency_key="other")
    assert many(Milestone) == 3


def test_each_mistake_names_its_member(program: Program, path: str) -> None:
    wrong = program.post(f"{path}/milestones", {"title": 7, "due_on": "morgen", "colour": "red"})
    assert (wrong.status_code, pointers(wrong)) == (422, {"#/title", "#/colour"})
    wrong = program.post(f"{path}/milestones", {"title": "", "due_on": "2026-02-30"})
    assert (wrong.status_code, pointers(wrong)) == (422, {"#/title", "#/due_on"})
    assert many(Milestone) == 0


def test_a_choice_that_is_none_is_told_what_there_is_to_choose(program: Program, path: str) -> None:
    wrong = program.change(f"{path}/ending", {"into": "lost", "reason": "심의에서 빠졌습니다"})
    (mistake,) = wrong.json["errors"]
    assert mistake["pointer"] == "#/into"
    assert {one["value"] for one in mistake["choices"]} == {"cut", "dropped"}
    assert all(one["label"] for one in mistake["choices"])


def test_what_the_service_refuses_is_a_problem_with_its_sentence(program: Program, path: str) -> None:
    past = (clock.today() - timedelta(days=1)).isoformat()
    wrong = program.change(f"{path}/edition", {"do_by": past, "why": "늦습니다"})
    assert (wrong.status_code, wrong.mimetype) == (422, "application/problem+json")
    assert "지난 날짜" in wrong.json["detail"]


def test_hidden_fields_and_files_are_no_members(program: Program, path: str) -> None:
    assert pointers(program.change(f"{path}/edition", {"seen": 0})) == {"#/seen"}
    assert pointers(program.post(f"{path}/milestones", {**STEP, "once": "x"})) == {"#/once"}
    assert pointers(program.post(f"{path}/milestones", {**STEP, "csrf_token": "x"})) == {"#/csrf_token"}


def test_a_call_without_members_takes_nothing_but_an_empty_object(program: Program, path: str) -> None:
    program.post(f"{path}/milestones", STEP)
    number = session().scalars(select(Milestone.id)).one()
    removal = f"{path}/milestones/{number}/removal"
    assert pointers(program.post(removal, {"sure": True})) == {"#/sure"}
    assert many(Milestone) == 1
    assert program.post(removal, {}).status_code == 200
    assert many(Milestone) == 0


def test_what_is_no_json_is_refused_before_anything_happens(app: Flask, program: Program, path: str) -> None:
    headers, address = {"Authorization": f"Bearer {program.token}"}, f"/api/v1/{path}/milestones"
    for data, kind in (
        ("title=x&due_on=2099-01-01", "application/x-www-form-urlencoded"),
        ("{", "application/json"),
        ("[" * 100_000, "application/json"),
        ("[]", "application/json"),
        ('"x"', "application/json"),
        ("null", "application/json"),
        (f'{{"title": {"9" * 5000}}}', "application/json"),
        ("", "application/json"),
        ("", ""),
    ):
        answer = app.test_client().post(address, data=data, content_type=kind, headers=headers)
        assert answer.status_code in {400, 415}, (data[:20], answer.status_code)
        assert answer.mimetype == "application/problem+json"
    assert many(Milestone) == 0


@FEW
@given(content=st.dictionaries(st.sampled_from(["title", "due_on", "once", "seen", "x"]), ANYTHING, max_size=4))
def test_whatever_is_sent_is_taken_or_refused_and_never_breaks(program: Program, path: str, content: Any) -> None:
    assert program.post(f"{path}/milestones", content).status_code in {200, 422}
    answer = program.change(f"{path}/edition", content)
    assert answer.status_code in {200, 422}


def test_no_cookie_is_read_and_none_is_set(app: Flask, promised: Any, path: str) -> None:
    officer = promised[1]
    stranger = a_program(app, factories.a_user())
    client = a_browser_of(app.test_client(), officer)
    kept = client.get_cookie("session")
    for headers, status in (({}, 401), ({"Authorization": f"Bearer {stranger.token}"}, 403)):
        answer = client.post(f"/api/v1/{path}/milestones", json=STEP, headers=headers)
        assert answer.status_code == status
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.vary
    assert client.get_cookie("session") == kept
    assert many(Milestone) == 0


def test_the_sentence_waits_on_no_page_of_the_owners(app: Flask, program: Program, promised: Any, path: str) -> None:
    said = program.post(f"{path}/milestones", STEP).json["said"]
    client = a_browser_of(app.test_client(), promised[1])
    assert said not in client.get(f"/{path}").text


def test_pages_go_on_taking_forms_alone(app: Flask, program: Program, promised: Any, path: str) -> None:
    """After a program and beside it, a page is the page of a browser: with its token, without the program's words."""
    program.post(f"{path}/milestones", STEP)
    assert presser() is None
    assert "program" not in g
    client = a_browser_of(app.test_client(), promised[1])
    assert client.post(f"/{path}/milestones", json=STEP).status_code == 400
    assert client.get(f"/{path}/milestones", headers={"Authorization": f"Bearer {program.token}"}).status_code == 200
    assert many(Milestone) == 1


def test_another_site_cannot_make_a_browser_send_a_token(app: Flask, path: str) -> None:
    asked = app.test_client().options(
        f"/api/v1/{path}/milestones",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Headers": "authorization"},
    )
    assert "authorization" not in asked.headers["Access-Control-Allow-Headers"].lower()
    assert "Access-Control-Allow-Credentials" not in asked.headers
    assert path.startswith("commitments/")
    assert PROGRAMS == "/api/"
