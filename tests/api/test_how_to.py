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
from app.kernel.db import db, session
from app.people.states import Scope
from app.proposals.models import Proposal
from tests import factories
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


def test_the_commands_run_as_they_stand_there(app: Flask, server: str) -> None:
    council = factories.a_council()
    member = factories.a_member(council)
    given = {"GOLMOK": server, "COUNCIL": council.id, "TOKEN": an_api_token(member)}
    db.session.rollback()
    read, draft, edit, publish, comment = BLOCKS
    assert said(read, **given) == {"items": [], "next": None}
    number = said(draft, **given)["number"]
    assert said(draft, **given)["number"] == number
    given["PROPOSAL"] = number
    assert said(edit, **given)["said"] == "고쳤습니다."
    assert said(publish, **given)["page"].endswith(f"/proposals/{number}")
    assert not re.search("[가-힣]", said(comment, **given)["said"])
    db.session.rollback()
    kept = session().get(Proposal, number)
    assert kept is not None
    assert (kept.title, kept.cost_won) == ("골목 끝에 등 달기", 1_200_000)
    assert [one["title"] for one in said(read, **given)["items"]] == ["골목 끝에 등 달기"]


def test_the_table_names_every_scope_and_every_call(app: Flask) -> None:
    for scope in Scope:
        assert f"| `{scope.value}` |" in TEXT
    for rule in app.url_map.iter_rules():
        if any(endpoint == rule.endpoint for _, endpoint in CALLS):
            ending = re.sub(r"<[^>]*>", "7", rule.rule.removeprefix("/api/v1")).rpartition("/")[2]
            assert ending in TEXT, rule.rule
