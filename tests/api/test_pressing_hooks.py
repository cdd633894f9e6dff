"""Webhooks made by programs: the secret is given once and written nowhere, and the page's own limit stays."""

import logging
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import MetaData, select

from app.hooks.models import Delivery, Webhook
from app.kernel.db import db, session
from app.kernel.security import limiter
from app.people.models import User
from app.people.states import Scope
from tests import factories
from tests.api.programs import Program, a_program
from tests.factories import webhooks

SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")
MAKE = "account/webhooks/new"
TRIES = 10  # a minute


@pytest.fixture
def officer(app: Flask) -> User:
    return factories.an_officer(factories.a_dong(name="가온동"))


@pytest.fixture
def program(app: Flask, officer: User) -> Program:
    return a_program(app, officer, Scope.WEBHOOKS)


def wanted(program: Program, **more: Any) -> dict[str, Any]:
    """What is sent to make one; the areas that there are stand beside the mistake of choosing none."""
    said = {"name": "우리 게시판", "address": webhooks.ADDRESS, "kinds": ["proposal.published", "poll.closed"]}
    wrong = program.post(MAKE, {**said, "area": "nowhere"})
    (mistake,) = wrong.json["errors"]
    assert mistake["pointer"] == "#/area"
    return {**said, "area": mistake["choices"][0]["value"], **more}


def everything_kept() -> str:
    found = MetaData()
    found.reflect(db.engine)
    return repr([session().execute(select(table)).all() for table in found.sorted_tables])


def test_the_secret_is_given_once_and_not_again_for_the_same_key(program: Program) -> None:
    sent = wanted(program)
    first, second = (program.post(MAKE, sent, idempotency_key="k") for _each in range(2))
    assert SECRET.fullmatch(first.json["secret"])
    assert "secret" not in second.json
    assert first.json["page"] == second.json["page"]
    assert not SECRET.search(second.text)
    webhook = session().scalars(select(Webhook)).one()
    assert first.json["page"] == f"http://golmok.test/account/webhooks/{webhook.id}"


def test_no_cache_keeps_the_answer_with_the_secret(program: Program) -> None:
    answer = program.post(MAKE, wanted(program))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_another_secret_is_given_once_too(program: Program) -> None:
    first = program.post(MAKE, wanted(program)).json
    number = first["page"].rpartition("/")[2]
    second = program.post(f"account/webhooks/{number}/secret").json
    assert SECRET.fullmatch(second["secret"])
    assert second["secret"] != first["secret"]


def test_no_row_and_no_line_of_the_log_has_the_secret(program: Program, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        secret = program.post(MAKE, wanted(program)).json["secret"]
        number = session().scalars(select(Webhook.id)).one()
        again = program.post(f"account/webhooks/{number}/secret").json["secret"]
    lines = caplog.text + repr([vars(record) for record in caplog.records])
    kept = everything_kept()
    for one in (secret, again):
        assert one.removeprefix("whsec_") not in lines + kept


def test_where_news_may_not_go_is_said_at_its_member(program: Program) -> None:
    for address in ("http://hooks.example.org/", "https://127.0.0.1/", "https://localhost/", "ftp://x"):
        wrong = program.post(MAKE, wanted(program, address=address))
        assert [one["pointer"] for one in wrong.json["errors"]] == ["#/address"], address
    assert session().scalars(select(Webhook)).all() == []


def test_nobody_presses_a_webhook_of_somebody_else(app: Flask, officer: User, program: Program) -> None:
    webhook, _secret = webhooks.an_operators_webhook()
    for what in ("pause", "resumption", "secret", "removal", "test"):
        assert program.post(f"account/webhooks/{webhook.id}/{what}").status_code in {403, 404}, what
    assert a_program(app, officer, Scope.COMMENTS).post(MAKE, {}).status_code == 403
    assert session().scalars(select(Webhook.id)).all() == [webhook.id]


def test_the_pages_own_limit_holds_for_programs(officer: User, program: Program, limited: Flask) -> None:
    """A token may call sixty times a minute; somebody else's server is not knocked at so often."""
    number = program.post(MAKE, wanted(program)).json["page"].rpartition("/")[2]
    fast = Program(limited, program.token)
    limiter.reset()
    said = [fast.post(f"account/webhooks/{number}/test") for _each in range(TRIES + 1)]
    assert [one.status_code for one in said] == [200] * TRIES + [429]
    assert (said[-1].mimetype, int(said[-1].headers["Retry-After"]) > 0) == ("application/problem+json", True)
    assert fast.post(f"account/webhooks/{number}/pause").status_code == 200
    assert len(session().scalars(select(Delivery)).all()) == TRIES
