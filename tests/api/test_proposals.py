"""Proposals by programs: the same rules, words and answers as on the pages."""

from typing import Any

import pytest
from sqlalchemy import func, select

from app.discussion.models import Comment
from app.kernel.db import session
from app.proposals.models import Endorsement, Proposal
from app.proposals.service import CHANGED
from app.proposals.states import Category
from tests import factories
from tests.api.programs import Program, a_program
from tests.factories import proposals

WORDS = {"title": "가로등 달기", "problem": "밤에 어둡습니다.", "wish": "가로등이 있으면 좋겠습니다."}


@pytest.fixture
def council(app: Any) -> Any:
    return factories.a_council()


@pytest.fixture
def program(app: Any, council: Any) -> Program:
    return a_program(app, factories.a_member(council))


def count(model: Any) -> int:
    return int(session().scalar(select(func.count()).select_from(model)) or 0)


def test_a_proposal_goes_from_a_draft_to_its_endorsements(app, council, program):
    made = program.post(f"councils/{council.id}/proposals", {**WORDS, "cost": 1_200_000, "category": "safety"})
    assert made.status_code == 201
    number = made.json["number"]
    assert made.headers["Location"] == f"http://golmok.test/api/v1/proposals/{number}/edition"
    assert made.json["page"] == f"http://golmok.test/proposals/{number}"
    whole = program.get(f"proposals/{number}/edition")
    assert whole.json == {**WORDS, "cost": 1_200_000, "category": "safety", "place": "", "access_needs": ""}
    assert whole.headers["ETag"] == made.headers["ETag"]
    assert program.get("me/proposals").json["items"][0]["state"] == "draft"
    assert program.get(f"proposals/{number}").status_code == 404
    assert program.post(f"proposals/{number}/publication").status_code == 200
    assert program.get(f"proposals/{number}").json["title"] == WORDS["title"]
    neighbour = a_program(app, factories.a_member(council))
    for _ in range(2):
        assert neighbour.post(f"proposals/{number}/endorsements").status_code == 200
    assert count(Endorsement) == 1
    for _ in range(2):
        assert neighbour.post(f"proposals/{number}/endorsements/mine/withdrawal").status_code == 200
    assert count(Endorsement) == 0


def test_what_is_wrong_points_to_its_member_with_the_pages_own_sentence(council, program):
    answer = program.post(f"councils/{council.id}/proposals", {"title": "가" * 81, "wish": "010-1234-5678", "cost": -1})
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    told = {one["pointer"]: one["detail"] for one in answer.json["errors"]}
    assert told["#/title"] == "80자까지 쓸 수 있습니다."
    assert told["#/problem"] == "이 칸을 채워 주세요."
    assert told["#/wish"].endswith("이 글은 모두에게 보이므로 지워 주세요.")
    assert "#/cost" in told
    assert count(Proposal) == 0


@pytest.mark.parametrize(
    ("content", "pointer"),
    [
        ({**WORDS, "title": 3}, "#/title"),
        ({**WORDS, "title": "\ud800"}, "#/title"),
        ({**WORDS, "cost": "120만"}, "#/cost"),
        ({**WORDS, "cost": True}, "#/cost"),
        ({**WORDS, "category": ["safety"]}, "#/category"),
        ({**WORDS, "category": "nothing"}, "#/category"),
        ({**WORDS, "state": "published"}, "#/state"),
        ({**WORDS, "author_id": 1}, "#/author_id"),
        ({**WORDS, "once": "x"}, "#/once"),
        ({**WORDS, "a/b~c": 1}, "#/a~1b~0c"),
    ],
)
def test_members_of_another_kind_or_name_are_refused(council, program, content, pointer):
    answer = program.post(f"councils/{council.id}/proposals", content)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json["errors"]] == [pointer]
    assert count(Proposal) == 0


@pytest.mark.parametrize(("kind", "data", "status"), [
    ("text/plain", "{}", 415), ("application/x-www-form-urlencoded", "title=x", 415), ("application/json", "{", 400),
    ("application/json", "[]", 400), ("application/json", "", 400), ("application/json", b"\xff", 400),
])  # fmt: skip
def test_what_is_no_json_object_is_refused(app, council, program, kind, data, status):
    headers = {"Authorization": f"Bearer {program.token}"}
    path = f"/api/v1/councils/{council.id}/proposals"
    answer = app.test_client().post(path, data=data, content_type=kind, headers=headers)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_the_sentences_are_in_the_language_asked_for(council, program):
    answer = program.post(f"councils/{council.id}/proposals", {}, accept_language="en")
    assert {one["detail"] for one in answer.json["errors"]} == {"Please fill this in."}


def test_a_key_makes_a_repeat_harmless_and_other_content_or_another_caller_is_new(app, council, program):
    path = f"councils/{council.id}/proposals"
    first = program.post(path, WORDS, idempotency_key="one")
    program.change(f"proposals/{first.json['number']}/edition", {"title": "다른 제목"})
    again = program.post(path, WORDS, idempotency_key="one")
    assert (again.status_code, again.json["number"]) == (201, first.json["number"])
    assert session().get(Proposal, first.json["number"]).title == "다른 제목"
    other = program.post(path, {**WORDS, "title": "또 하나"}, idempotency_key="one")
    another = a_program(app, factories.a_member(council)).post(path, WORDS, idempotency_key="one")
    assert len({first.json["number"], other.json["number"], another.json["number"]}) == 3
    assert program.post(path, WORDS).json["number"] != program.post(path, WORDS).json["number"]


def test_who_has_not_seen_what_is_there_changes_nothing(council, program):
    number = program.post(f"councils/{council.id}/proposals", WORDS).json["number"]
    path = f"proposals/{number}/edition"
    seen = program.get(path).headers["ETag"]
    assert program.post(path, {"title": "첫째"}).status_code == 428
    assert program.post(path, {"title": "첫째"}, if_match=seen).status_code == 200
    late = program.post(path, {"title": "둘째"}, if_match=seen)
    assert (late.status_code, late.json["detail"]) == (412, str(CHANGED))
    assert session().get(Proposal, number).title == "첫째"


def test_what_is_left_out_stays_and_null_empties(council, program):
    more = {"place": "3호", "cost": 5, "category": "safety"}
    number = program.post(f"councils/{council.id}/proposals", {**WORDS, **more}).json["number"]
    path = f"proposals/{number}/edition"
    assert program.change(path, {"title": "새 제목"}).status_code == 200
    kept = session().get(Proposal, number)
    assert (kept.title, kept.place, kept.cost_won, kept.category) == ("새 제목", "3호", 5, Category.SAFETY)
    assert program.change(path, {"cost": None, "place": None, "category": None}).status_code == 200
    session().refresh(kept)
    assert (kept.place, kept.cost_won, kept.category) == ("", None, None)
    assert program.change(path, {"title": None}).status_code == 422


def test_a_comment_is_said_once_and_may_answer_another(app, council, program):
    proposal = proposals.a_proposal(council)
    path = f"proposals/{proposal.id}/comments"
    first = program.post(path, {"body": "저도 그렇게 생각합니다.", "stance": "for"}, idempotency_key="k")
    again = program.post(path, {"body": "저도 그렇게 생각합니다.", "stance": "for"}, idempotency_key="k")
    assert first.status_code == again.status_code == 201
    assert first.json == again.json
    assert first.headers["Location"] == f"http://golmok.test/comments/{first.json['number']}"
    answered = program.post(path, {"body": "고맙습니다.", "parent_id": first.json["number"]})
    assert session().get(Comment, answered.json["number"]).parent_id == first.json["number"]
    assert program.post(path, {"body": "x", "parent_id": 2**31 - 1}).status_code == 404
    assert count(Comment) == 2


def test_who_may_not_reads_the_pages_own_reason(app, council, program):
    draft = program.post(f"councils/{council.id}/proposals", WORDS).json["number"]
    program.post(f"proposals/{draft}/publication")
    own = program.post(f"proposals/{draft}/endorsements")
    stranger = a_program(app, factories.a_user()).post(f"proposals/{draft}/comments", {"body": "안녕하세요."})
    assert own.status_code == stranger.status_code == 403
    assert own.json["detail"] != stranger.json["detail"]
    assert all(answer.json["detail"].endswith("니다.") for answer in (own, stranger))
