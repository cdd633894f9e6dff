"""What a database holds from its first day: the rows that migrations put in, for tests that make tables alone."""

from functools import cache
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, insert

from app.decisions.models import RequestKind

ROOT = Path(__file__).resolve().parents[1]


@cache
def _kinds() -> list[dict[str, Any]]:
    return ScriptDirectory(str(ROOT / "migrations")).get_revision("0043").module.seeds()


def national_kinds(connection: Connection) -> None:
    """The kinds of requests that hold everywhere, as the migration writes them."""
    connection.execute(insert(RequestKind), _kinds())


@event.listens_for(RequestKind.__table__, "after_create")
def _with_its_rows(_table: Any, connection: Connection, **_words: Any) -> None:
    national_kinds(connection)
