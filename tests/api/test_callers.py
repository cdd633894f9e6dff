"""Who calls the API: the last day of a token's use, how fast it may go, and what no token changes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.api.views import callers
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.security import limiter
from app.people.models import ApiToken
from app.people.states import Scope
from config import TestConfig
from tests import factories
from tests.api.programs import Program, a_program
from tests.conftest import counted_statements


def the_token() -> ApiToken:
    return session().query(ApiToken).one()


def test_the_last_day_of_use_is_kept_and_nothing_more(app: Flask) -> None:
    program = a_program(app, factories.a_user())
    assert the_token().last_used_on is None
    program.get("me/proposals")
    assert the_token().last_used_on == clock.today()
    before = the_token().__dict__.copy()
    with counted_statements() as statements:
        program.get("me/proposals")
    assert [one for one in statements if one.startswith(("UPDATE", "INSERT"))] == []
    assert {name: getattr(the_token(), name) for name in before if not name.startswith("_")} == {
        name: value for name, value in before.items() if not name.startswith("_")
    }


def test_a_token_taken_back_or_past_its_day_opens_nothing(app: Flask) -> None:
    program, other = a_program(app, factories.a_user()), a_program(app, factories.a_user())
    first, second = session().query(ApiToken).order_by(ApiToken.id).all()
    with transaction():
        first.revoked_at = clock.now()
        second.expires_at = clock.now() - timedelta(seconds=1)
    assert program.get("me/proposals").status_code == other.get("me/proposals").status_code == 401


@pytest.fixture
def limits() -> Iterator[None]:
    """One limiter serves every application of the process: it is on for one test only."""
    yield
    limiter.reset()
    limiter.enabled = False


@pytest.mark.usefixtures("limits")
def test_a_token_goes_at_its_own_pace(store: Any, app: Flask) -> None:
    class Limited(TestConfig):
        SQLALCHEMY_DATABASE_URI = store.url
        RATELIMIT_ENABLED = True

    fast, other = a_program(app, factories.a_user()), a_program(app, factories.a_user())
    limited = create_app(Limited)
    fast, other = Program(limited, fast.token), Program(limited, other.token)
    answers = [fast.get("me/proposals") for _ in range(61)]
    assert [answer.status_code for answer in answers[:60]] == [200] * 60
    assert (answers[60].status_code, answers[60].mimetype) == (429, "application/problem+json")
    assert int(answers[60].headers["Retry-After"]) > 0
    assert other.get("me/proposals").status_code == 200


def test_a_method_that_an_address_does_not_know_is_named_with_those_that_it_knows(client: Any) -> None:
    for method, path, allowed in (
        ("POST", "proposals", {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "proposals/1", {"GET", "HEAD", "OPTIONS"}),
        ("DELETE", "proposals/1/comments", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("GET", "proposals/1/comments", {"OPTIONS", "POST"}),
    ):
        answer = client.open(f"/api/v1/{path}", method=method)
        assert (answer.status_code, answer.mimetype) == (405, "application/problem+json"), path
        assert set(answer.headers["Allow"].split(", ")) <= allowed
        assert answer.headers["Allow"]
    assert client.put("/proposals/1").mimetype == "text/html"


def test_a_number_that_no_table_could_hold_is_a_problem_and_not_a_page(client: Any) -> None:
    for method in ("GET", "POST"):
        answer = client.open("/api/v1/proposals/99999999999/comments", method=method)
        assert answer.status_code in {404, 405}
        assert answer.mimetype == "application/problem+json"
    assert client.get("/proposals/99999999999").mimetype == "text/html"


def test_no_page_of_another_site_may_send_a_token(client: Any) -> None:
    asked = client.options("/api/v1/proposals", headers={"Access-Control-Request-Headers": "authorization"})
    assert "authorization" not in asked.headers["Access-Control-Allow-Headers"].lower()


def test_each_call_stands_in_the_table_with_a_scope_and_words_in_two_languages(app: Flask) -> None:
    for call in callers.CALLS.values():
        assert isinstance(call.scope, Scope)
        assert str(call.about)
