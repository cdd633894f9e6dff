"""docs/how-to/use-the-api.md: its commands run as they stand there, against a real server."""

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from app.api.views.callers import CALLS
from app.api.views.pressed import STAYING
from app.cli.reference import FOLDER
from app.kernel.db import db, session
from app.people.states import Scope
from app.proposals.models import Proposal
from tests import factories
from tests.access.pressing import page_of
from tests.factories.people import an_api_token

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", TEXT, flags=re.DOTALL)


@pytest.fixture
def server(app: Flask) -> Iterator[str]:
    """The address of a real server of the application."""
    listening = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()


def said(block: str, **values: Any) -> Any:
    done = subprocess.run(
        ["bash", "-ec", block.replace("curl ", "curl -sS ")],
        env={**os.environ, **{name: str(value) for name, value in values.items()}},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def server_page(number: int) -> str:
    return f"http://golmok.test/proposals/{number}"


def test_the_commands_run_as_they_stand_there(app: Flask, server: str) -> None:
    council = factories.a_council()
    member = factories.a_member(council)
    given = {"GOLMOK": server, "COUNCIL": council.id, "TOKEN": an_api_token(member)}
    db.session.rollback()
    read, draft, edit, publish, comment, look, press = BLOCKS
    assert said(read, **given) == {"items": [], "next": None}
    number = said(draft, **given)["number"]
    assert said(draft, **given)["number"] == number
    given["PROPOSAL"] = number
    assert said(edit, **given)["said"] == "고쳤습니다."
    assert said(publish, **given)["page"].endswith(f"/proposals/{number}")
    commented = said(comment, **given)
    assert not re.search("[가-힣]", commented["said"])
    given["COMMENT"] = commented["number"]
    assert said(look, **given) == {"body": "우리 집 앞도 어둡습니다.", "stance": "for"}
    assert said(press, **given)["page"].startswith(server_page(number))
    assert said(look, **given) == {"body": "우리 집 앞도 어둡습니다. 계단이 특히 그렇습니다.", "stance": "for"}
    db.session.rollback()
    kept = session().get(Proposal, number)
    assert kept is not None
    assert (kept.title, kept.cost_won) == ("골목 끝에 등 달기", 1_200_000)
    assert [one["title"] for one in said(read, **given)["items"]] == ["골목 끝에 등 달기"]


def test_the_table_names_every_scope_and_every_call(app: Flask) -> None:
    for scope in Scope:
        assert f"| `{scope.value}` |" in TEXT
    for rule in app.url_map.iter_rules():
        if any(endpoint == rule.endpoint and not page_of(endpoint) for _, endpoint in CALLS):
            ending = re.sub(r"<[^>]*>", "7", rule.rule.removeprefix("/api/v1")).rpartition("/")[2]
            assert ending in TEXT, rule.rule


def test_the_reference_names_every_call_and_every_page_that_stays(app: Flask) -> None:
    told = (FOLDER / "api.md").read_text(encoding="utf-8")
    rules = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
    for method, endpoint in CALLS:
        assert f"| {method} | `{rules[endpoint].removeprefix('/api/v1')}` |" in told
    for endpoint in STAYING:
        assert f"`{rules[endpoint]}`" in told


def test_addresses_that_the_text_names_are_there(app: Flask) -> None:
    """Whoever copies one from the table comes to a call and not to a missing page."""
    named = [
        (method, path)
        for cell in re.findall(r"`((?:GET|POST|GET`·`POST) /[^`]*)`", TEXT)
        for method, path in split(cell)
    ]
    assert len(named) > 30
    adapter = app.url_map.bind("golmok.test")
    for method, path in named:
        endpoint, _values = adapter.match(f"/api/v1{path}", method=method)
        assert (method, endpoint) in CALLS, path


def split(cell: str) -> list[tuple[str, str]]:
    methods, _blank, path = cell.partition(" ")
    return [(method, path) for method in methods.split("`·`")]
