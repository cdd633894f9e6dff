"""What is shown as a token: run out, taken back, somebody else's, or mangled; and what reading one's own costs."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.councils.models import Membership
from app.councils.service import membership as memberships
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import ApiToken
from app.people.service import tokens
from app.people.states import Scope
from app.proposals.models import Endorsement, Proposal
from tests import factories
from tests.api.programs import Program, a_program
from tests.conftest import counted_statements
from tests.factories import days, proposals
from tests.factories.people import a_browser_of, an_api_token

OWN = "/api/v1/me/proposals"


@pytest.fixture
def own(app: Flask) -> Any:
    """The status of reading one's own with this header and nothing else."""
    return lambda header: app.test_client().get(OWN, headers={"Authorization": header}).status_code


def test_a_token_is_good_until_the_moment_it_ends_and_not_at_it(app: Flask) -> None:
    program = a_program(app, factories.a_user())
    for left, status in ((days(1), 200), (days(1 / 1440), 200), (days(0), 401), (days(-1), 401)):
        with transaction() as current:
            current.execute(update(ApiToken).values(expires_at=clock.now() + left))
        assert program.get("me/proposals").status_code == status, left


def test_what_has_run_out_and_what_was_taken_back_is_refused_in_the_same_words(app: Flask) -> None:
    """Whoever finds a token learns nothing of what became of it."""
    told = set()
    for fate in ({"revoked_at": clock.now()}, {"expires_at": clock.now()}, {"token_hash": "0" * 64}):
        program = a_program(app, factories.a_user())
        with transaction() as current:
            newest = select(ApiToken.id).order_by(ApiToken.id.desc()).limit(1).scalar_subquery()
            current.execute(update(ApiToken).where(ApiToken.id == newest).values(**fate))
        answer = program.get("me/proposals")
        told.add((answer.status_code, answer.text, answer.headers["WWW-Authenticate"]))
    assert len(told) == 1


def test_a_token_with_one_sign_changed_left_out_or_added_opens_nothing(app: Flask, own: Any) -> None:
    text = an_api_token(factories.a_user())
    assert own(f"Bearer {text}") == 200
    for place in range(0, len(text), 4):
        other = "B" if text[place] != "B" else "C"
        assert own(f"Bearer {text[:place]}{other}{text[place + 1 :]}") == 401
        assert own(f"Bearer {text[:place]}{text[place + 1 :]}") == 401
    for mangled in (text + "A", text.removeprefix(tokens.MARK), text.upper(), text.lower(), text[::-1], f'"{text}"'):
        assert own(f"Bearer {mangled}") == 401, mangled


def test_a_token_is_shown_as_a_bearer_and_in_no_other_way(app: Flask, own: Any) -> None:
    text = an_api_token(factories.a_user())
    for header in (text, f"Basic {text}", f"Token {text}", f"Digest {text}", f"Bearer{text}", f"Bearer token={text}"):
        assert own(header) == 401, header
    assert own(f"bearer {text}") == 200  # RFC 9110: the name of a scheme has no case
    client = app.test_client()
    for name in ("token", "access_token", "api_key", "authorization"):
        assert client.get(OWN, query_string={name: text}).status_code == 401
    client.set_cookie("token", text)
    assert client.get(OWN, headers={"X-Api-Key": text, "Proxy-Authorization": f"Bearer {text}"}).status_code == 401


def test_the_hash_that_is_kept_is_no_token(app: Flask, own: Any) -> None:
    """Who has the database has no program."""
    an_api_token(factories.a_user())
    kept = session().scalars(select(ApiToken)).one().token_hash
    assert own(f"Bearer {kept}") == own(f"Bearer {tokens.MARK}{kept}") == 401


def test_a_token_reads_its_owners_own_and_nobody_elses(app: Flask) -> None:
    council = factories.a_council()
    mine, theirs = factories.a_member(council), factories.a_member(council)
    draft, other = proposals.a_draft(council, mine), proposals.a_draft(council, theirs)
    found = a_program(app, mine).get("me/proposals").json["items"]
    assert [one["number"] for one in found] == [draft.id]
    for way in (f"proposals/{other.id}/edition", f"proposals/{other.id}"):
        assert a_program(app, mine).get(way).status_code == 404


def test_reading_ones_own_costs_the_same_for_many_proposals_as_for_one(app: Flask) -> None:
    author, council, asked = factories.a_user(), factories.a_council(), []
    program = a_program(app, author)
    program.get("me/proposals")  # the first of a day writes the day down
    for more in (1, 9):
        for _each in range(more):
            proposals.a_draft(council, author)
        with counted_statements() as statements:
            found = program.get("me/proposals").json["items"]
        asked.append(len(statements))
    assert len(found) == 10
    assert asked[0] == asked[1] <= 6


def test_the_page_of_tokens_costs_the_same_for_many_as_for_one(app: Flask) -> None:
    user, asked = factories.a_user(), []
    browser = a_browser_of(app.test_client(), user)
    for more in (1, 9):
        for _each in range(more):
            an_api_token(user, Scope.COMMENTS, name="한 프로그램")
        with counted_statements() as statements:
            page = browser.get("/account/tokens").text
        asked.append(len(statements))
    assert page.count("한 프로그램") >= 10
    assert asked[0] == asked[1] <= 12


def test_who_left_the_council_does_nothing_there_with_a_token_of_before(app: Flask) -> None:
    council = factories.a_council()
    person = factories.a_member(council)
    program, proposal = a_program(app, person), proposals.a_proposal(council)
    assert program.post(f"proposals/{proposal.id}/endorsements").status_code == 200
    with transaction() as current:
        mine = current.scalars(select(Membership).where(Membership.user_id == person.id)).one()
        memberships.leave(mine, by=person, at=clock.now())
    before = (count(Endorsement), count(Proposal))
    words = {"title": "가로등", "problem": "어둡습니다.", "wish": "밝으면 좋겠습니다."}
    for path, content in (
        (f"councils/{council.id}/proposals", words),
        (f"proposals/{proposal.id}/comments", {"body": "아직 있습니다."}),
        (f"proposals/{proposals.a_proposal(council).id}/endorsements", None),
    ):
        answer = program.post(path, content)
        assert answer.status_code == 403, path
    assert (count(Endorsement), count(Proposal) - 1) == before
    assert program.get("me/proposals").status_code == 200, "what one wrote stays one's own"


def test_two_tokens_of_one_person_end_each_for_itself(app: Flask) -> None:
    user = factories.a_user()
    kept, lost = a_program(app, user), a_program(app, user)
    with transaction() as current:
        newest = current.scalars(select(ApiToken).order_by(ApiToken.id.desc()).limit(1)).one()
        tokens.revoke(newest, by=user, at=clock.now())
    assert [one.get("me/proposals").status_code for one in (kept, lost)] == [200, 401]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("path", "status"), [("me/proposals", 401), ("proposals/4711", 404), ("proposals?limit=0", 422)]
)
def test_a_problem_speaks_the_language_asked_for(app: Flask, language: str, path: str, status: int) -> None:
    answer = app.test_client().get(f"/api/v1/{path}", headers={"Accept-Language": language})
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    said = answer.json["title"] + answer.json["detail"]
    assert any("가" <= sign <= "힣" for sign in said) == (language == "ko"), said


def test_a_problem_of_a_program_is_in_the_language_asked_for(app: Flask) -> None:
    stranger = Program(app, an_api_token(factories.a_user(), Scope.READ_OWN))
    proposal = proposals.a_proposal()
    said = stranger.post(f"proposals/{proposal.id}/endorsements", accept_language="en").json
    assert said["status"] == 403
    assert not any("가" <= sign <= "힣" for sign in said["title"] + said["detail"]), said


def count(model: type) -> int:
    return len(session().scalars(select(model)).all())
