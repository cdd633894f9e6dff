"""What was asked before kinds were rows keeps its clock, its due date and the code that reports name."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from app.kernel.db import db
from tests.migrations import filling


def told(question: str) -> list[tuple[object, ...]]:
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def test_requests_keep_their_clock_and_drafts_wait_for_their_receipt(empty_app: Flask) -> None:
    upgrade(revision="0043")
    downgrade(revision="-1")
    with db.engine.begin() as connection:
        filling.fill(connection)
        connection.execute(text("UPDATE request SET clock = 'citizen_proposal' WHERE id = 1"))
        connection.execute(text("UPDATE request SET clock = 'suggestion', received_on = NULL WHERE id = 2"))
    dates = told("SELECT id, clock, due_on FROM request ORDER BY id")
    upgrade(revision="0044")
    kinds = "SELECT r.id, k.code FROM request r LEFT JOIN request_kind k ON k.id = r.kind_id ORDER BY r.id"
    assert told(kinds) == [(1, "citizen_proposal"), (2, None)]
    assert told("SELECT id, clock, due_on FROM request ORDER BY id") == dates
    assert told("SELECT DISTINCT rank FROM post") == [("officer",)]
    downgrade(revision="-2")
    assert told("SELECT id, clock, due_on FROM request ORDER BY id") == dates
