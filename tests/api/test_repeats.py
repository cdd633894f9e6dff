"""What is sent twice, and what is sent by a program that has not seen what is there."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.discussion.models import Comment
from app.kernel.db import session
from app.proposals.models import Proposal
from tests import factories
from tests.api.programs import Program, a_program
from tests.factories import proposals

WORDS = {"title": "골목 가로등", "problem": "밤에 어둡습니다.", "wish": "등이 있으면 좋겠습니다."}
FEW = settings(
    max_examples=8, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=300)


@pytest.fixture
def council(app: Flask) -> Any:
    return factories.a_council()


@pytest.fixture
def program(app: Flask, council: Any) -> Program:
    return a_program(app, factories.a_member(council))


def many(model: type) -> int:
    return session().scalar(select(func.count()).select_from(model)) or 0


@FEW
@given(key=KEYS, times=st.integers(2, 4))
def test_whatever_the_key_the_same_sent_again_is_one_thing(
    council: Any, program: Program, key: str, times: int
) -> None:
    path, before = f"councils/{council.id}/proposals", many(Proposal)
    answers = [program.post(path, {**WORDS, "title": f"등 {before}"}, idempotency_key=key) for _each in range(times)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert many(Proposal) == before + 1


def test_a_key_with_another_body_is_another_thing_and_the_first_is_as_it_was(council: Any, program: Program) -> None:
    path = f"councils/{council.id}/proposals"
    numbers = [
        program.post(path, {**WORDS, "title": title}, idempotency_key="k").json["number"]
        for title in ("하나", "둘", "하나", "둘")
    ]
    assert numbers[:2] == numbers[2:]
    titles = dict(session().execute(select(Proposal.id, Proposal.title)).all())
    assert [titles[one] for one in numbers[:2]] == ["하나", "둘"]


def test_a_key_of_one_address_says_nothing_at_another(council: Any, program: Program) -> None:
    first, second = proposals.a_proposal(council), proposals.a_proposal(council)
    said = [
        program.post(f"proposals/{one.id}/comments", {"body": "같은 말입니다."}, idempotency_key="k")
        for one in (first, second, first)
    ]
    assert [one.status_code for one in said] == [201, 201, 201]
    assert said[0].json["number"] == said[2].json["number"] != said[1].json["number"]
    assert many(Comment) == 2


def test_what_was_refused_with_a_key_can_be_sent_again_with_it(council: Any, program: Program) -> None:
    """A mistake is not kept as the answer to a key."""
    path = f"councils/{council.id}/proposals"
    assert program.post(path, {**WORDS, "title": ""}, idempotency_key="k").status_code == 422
    assert program.post(path, WORDS, idempotency_key="k").status_code == 201
    assert many(Proposal) == 1


def test_verbs_that_happen_once_answer_the_second_time_as_the_first(council: Any, program: Program) -> None:
    theirs = proposals.a_proposal(council)
    number = program.post(f"councils/{council.id}/proposals", WORDS).json["number"]
    for path in (
        f"proposals/{number}/publication",
        f"proposals/{theirs.id}/endorsements",
        f"proposals/{theirs.id}/endorsements/mine/withdrawal",
    ):
        first, second = program.post(path), program.post(path)
        assert (first.status_code, second.status_code) == (200, 200), path
        assert first.json == second.json


def test_no_version_but_the_latest_may_be_written_over(council: Any, program: Program) -> None:
    number = program.post(f"councils/{council.id}/proposals", WORDS).json["number"]
    path, seen = f"proposals/{number}/edition", []
    for title in ("하나", "둘", "셋"):
        seen.append(program.get(path).headers["ETag"])
        assert program.post(path, {"title": title}, if_match=seen[-1]).status_code == 200
    assert len(set(seen)) == 3
    for tag in (*seen, '"none"', '""', f"W/{program.get(path).headers['ETag']}"):
        assert program.post(path, {"title": "늦음"}, if_match=tag).status_code == 412, tag
    assert program.post(path, {"title": "늦음"}).status_code == 428
    assert program.post(path, {"title": "늦음"}, if_match="").status_code == 428
    session().expire_all()
    assert session().get_one(Proposal, number).title == "셋"


def test_a_version_of_another_proposal_is_none_of_this_one(council: Any, program: Program) -> None:
    path = f"councils/{council.id}/proposals"
    one, other = (program.post(path, {**WORDS, "title": title}).json["number"] for title in ("하나", "둘"))
    tag = program.get(f"proposals/{other}/edition").headers["ETag"]
    assert program.post(f"proposals/{one}/edition", {"title": "셋"}, if_match=tag).status_code == 412


def test_the_tag_of_an_answer_is_that_of_the_next_read(council: Any, program: Program) -> None:
    made = program.post(f"councils/{council.id}/proposals", WORDS)
    path = f"proposals/{made.json['number']}/edition"
    assert made.headers["ETag"] == program.get(path).headers["ETag"]
    changed = program.post(path, {"title": "다른 제목"}, if_match=made.headers["ETag"])
    assert changed.headers["ETag"] == program.get(path).headers["ETag"] != made.headers["ETag"]


def test_one_of_several_seen_versions_is_enough(council: Any, program: Program) -> None:
    """RFC 9110, 13.1.1: If-Match has a list."""
    made = program.post(f"councils/{council.id}/proposals", WORDS)
    tags = f'"old", {made.headers["ETag"]}'
    path = f"proposals/{made.json['number']}/edition"
    assert program.post(path, {"title": "다른 제목"}, if_match=tags).status_code == 200


def test_who_may_not_write_learns_nothing_of_versions(app: Flask, council: Any, program: Program) -> None:
    number = program.post(f"councils/{council.id}/proposals", WORDS).json["number"]
    stranger = a_program(app, factories.a_member(council))
    tag = program.get(f"proposals/{number}/edition").headers["ETag"]
    for seen in ({}, {"if_match": '"old"'}, {"if_match": tag}):
        assert stranger.post(f"proposals/{number}/edition", {"title": "남의 것"}, **seen).status_code == 404
