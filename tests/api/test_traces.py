"""Of a token nothing is found afterwards: not in a log, an event, a page, a table or an error."""

import logging
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import MetaData, event, select
from sqlalchemy.engine import Engine

from app.kernel.db import db, session
from app.kernel.events import Event
from app.people.models import ApiToken
from app.people.service import tokens
from tests import factories
from tests.api.programs import Program, a_program
from tests.factories import proposals
from tests.factories.people import a_browser_of, an_api_token

WORDS = {"title": "골목 가로등", "problem": "밤에 어둡습니다.", "wish": "등이 있으면 좋겠습니다."}


def works(program: Program, council: Any) -> list[Any]:
    """What a program may do in a day, right and wrong."""
    made = program.post(f"councils/{council.id}/proposals", WORDS, idempotency_key="k")
    number = made.json["number"]
    return [
        made,
        program.get("me/proposals"),
        program.get(f"proposals/{number}/edition"),
        program.change(f"proposals/{number}/edition", {"title": "다른 제목"}),
        program.post(f"proposals/{number}/edition", {"title": "늦음"}, if_match='"old"'),
        program.post(f"proposals/{number}/publication"),
        program.post(f"proposals/{number}/endorsements"),
        program.post(f"proposals/{number}/comments", {"body": ""}),
        program.post("requests/4711/answer", {}),
        program.get("nothing/at/all"),
    ]


def everything_kept() -> str:
    """All rows of all tables, as the database has them now."""
    found = MetaData()
    found.reflect(db.engine)
    return repr([session().execute(select(table)).all() for table in found.sorted_tables])


@pytest.fixture
def council(app: Flask) -> Any:
    return factories.a_council()


def test_no_row_of_any_table_has_the_text_of_a_token(app: Flask, council: Any) -> None:
    program = a_program(app, factories.a_member(council))
    works(program, council)
    kept = everything_kept()
    assert "골목 가로등" in kept or "다른 제목" in kept
    assert program.token not in kept
    assert program.token.removeprefix(tokens.MARK) not in kept


def test_no_line_of_the_log_has_it_whatever_goes_wrong(
    app: Flask, council: Any, caplog: pytest.LogCaptureFixture
) -> None:
    program = a_program(app, factories.a_member(council))
    mangled = f"{program.token}x"
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("golmok.test").info("it listens")
        works(program, council)
        assert Program(app, mangled).get("me/proposals").status_code == 401
    assert "it listens" in caplog.text
    kept = session().scalars(select(ApiToken)).one().token_hash
    lines = caplog.text + repr([vars(record) for record in caplog.records if record.name != "sqlalchemy"])
    for secret in (program.token, program.token.removeprefix(tokens.MARK), kept):
        assert secret not in lines


def test_no_event_says_more_than_that_there_was_one(app: Flask, council: Any) -> None:
    member = factories.a_member(council)
    program = Program(app, an_api_token(member, name="달빛 게시판"))
    works(program, council)
    events = session().scalars(select(Event)).all()
    assert "account.token_made" in {one.action for one in events}
    told = repr([one.facts for one in events])
    kept = session().scalars(select(ApiToken)).one()
    for secret in (program.token, kept.token_hash, kept.token_hash[:12], "달빛 게시판"):
        assert secret not in told
    made = next(one for one in events if one.action == "account.token_made")
    assert set(made.facts) == {"scopes"}


def test_no_answer_gives_it_back(app: Flask, council: Any) -> None:
    program = a_program(app, factories.a_member(council))
    kept = session().scalars(select(ApiToken)).one().token_hash
    for answer in works(program, council):
        said = answer.text + repr(list(answer.headers))
        assert program.token not in said
        assert kept not in said


def test_no_answer_to_a_token_is_kept_on_the_way_or_sets_a_cookie(app: Flask, council: Any) -> None:
    """What a program reads of its owner is no other reader's (RFC 9111, 3.5)."""
    program = a_program(app, factories.a_member(council))
    for answer in works(program, council):
        assert "Set-Cookie" not in answer.headers
        assert "Authorization" in answer.vary
        assert "public" not in answer.headers.get("Cache-Control", "")


def test_no_page_of_anybody_shows_a_token_its_hash_or_its_name(app: Flask, council: Any) -> None:
    owner = factories.a_member(council)
    text = an_api_token(owner, name="달빛 게시판")
    kept = session().scalars(select(ApiToken)).one().token_hash
    proposal = proposals.a_proposal(council, owner)
    readers = (factories.a_member(council), factories.an_officer(council.dong), factories.an_operator())
    for reader in (None, *readers, owner):
        browser = app.test_client() if reader is None else a_browser_of(app.test_client(), reader)
        for path in ("/", f"/proposals/{proposal.id}", f"/councils/{council.id}", "/account", "/account/tokens"):
            page = browser.get(path).text
            assert text not in page
            assert kept not in page
            assert ("달빛 게시판" in page) == (reader is owner and path == "/account/tokens"), path


def test_no_statement_carries_the_text_to_the_database(app: Flask, council: Any) -> None:
    """What a database logs of a statement and its values could not be used either: it is asked for a hash."""
    program, sent = a_program(app, factories.a_member(council)), []

    def remember(*given: Any) -> None:
        sent.append(f"{given[2]} {given[3]!r}")

    event.listen(Engine, "before_cursor_execute", remember)
    try:
        works(program, council)
    finally:
        event.remove(Engine, "before_cursor_execute", remember)
    kept = session().scalars(select(ApiToken)).one().token_hash
    assert any(kept in one for one in sent)
    assert not any(program.token.removeprefix(tokens.MARK) in one for one in sent)
