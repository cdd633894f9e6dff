"""What had ended before there were fates has one after the migration, and is withdrawn again on the way back."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from app.kernel.db import db
from tests.migrations import filling


def told(question: str) -> list[tuple[object, ...]]:
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def test_a_withdrawn_proposal_has_its_fate_with_the_reason_it_had(empty_app: Flask) -> None:
    upgrade(revision="0026")
    downgrade(revision="-1")
    with db.engine.begin() as connection:
        filling.fill(connection)
        connection.execute(
            text("UPDATE proposal SET state = 'withdrawn', withdrawn_reason = '이미 되었습니다' WHERE id = 1")
        )
    upgrade(revision="0026")
    fates = 'SELECT proposal_id, fate, reason, "left" FROM ending'
    assert told(fates) == [(1, "withdrawn", "이미 되었습니다", "published")]
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE ending SET fate = 'lapsed', reason = '공감이 모자랍니다'"))
        connection.execute(text("UPDATE proposal SET state = 'closed' WHERE id = 1"))
    downgrade(revision="-1")
    assert told("SELECT state, withdrawn_reason FROM proposal WHERE id = 1") == [("withdrawn", "공감이 모자랍니다")]
