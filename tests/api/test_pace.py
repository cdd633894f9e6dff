"""How fast a token may go: all its calls together, each token for itself, and nobody is slowed by another."""

from flask import Flask

from app.kernel.security import limiter
from tests import factories
from tests.api.programs import Program, a_program
from tests.factories import proposals

MOST = 60  # a minute


def test_reading_and_writing_share_one_pace_and_another_token_of_the_same_person_has_its_own(
    app: Flask, limited: Flask
) -> None:
    council = factories.a_council()
    member, proposal = factories.a_member(council), proposals.a_proposal(council)
    one, other = (Program(limited, a_program(app, member).token) for _each in range(2))
    ways = (("get", "me/proposals"), ("post", f"proposals/{proposal.id}/endorsements"))
    for count in range(MOST):
        method, path = ways[count % 2]
        assert getattr(one, method)(path).status_code == 200, count
    for method, path in ways:
        refused = getattr(one, method)(path, accept_language="en")
        assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
        assert refused.json["status"] == 429
        assert not any("가" <= sign <= "힣" for sign in refused.json["title"] + refused.json["detail"])
        assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert other.get("me/proposals").status_code == 200


def test_what_is_refused_for_its_pace_changes_nothing(app: Flask, limited: Flask) -> None:
    council = factories.a_council()
    program = Program(limited, a_program(app, factories.a_member(council)).token)
    for _each in range(MOST):
        program.get("me/proposals")
    words = {"title": "가로등", "problem": "어둡습니다.", "wish": "밝으면 좋겠습니다."}
    assert program.post(f"councils/{council.id}/proposals", words).status_code == 429
    limiter.reset()
    assert program.get("me/proposals").json["items"] == []


def test_a_token_that_ran_too_fast_keeps_no_visitor_from_reading(app: Flask, limited: Flask) -> None:
    program = Program(limited, a_program(app, factories.a_user()).token)
    for _each in range(MOST + 1):
        last = program.get("me/proposals")
    assert last.status_code == 429
    assert limited.test_client().get("/api/v1/proposals").status_code == 200
