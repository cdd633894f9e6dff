"""What a database holds from its first day: the rows that migrations put in."""

from functools import cache
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert

from app.decisions.models import RequestKind

ROOT = Path(__file__).resolve().parents[1]


@cache
def _kinds() -> list[dict[str, Any]]:
    return ScriptDirectory(str(ROOT / "migrations")).get_revision("0043").module.seeds()


def national_kinds(connection: Connection) -> None:
    """The kinds of requests that hold everywhere, as the migration writes them."""
    connection.execute(insert(RequestKind), _kinds())
    connection.commit()
