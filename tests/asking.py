"""How the database runs what is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from app.kernel.db import session
from tests.conftest import heard

Asked = dict[str, Any]  # a statement: the values that it was asked with


@contextmanager
def asked() -> Iterator[Asked]:
    """The statements that run inside, each once."""
    seen: Asked = {}
    with heard(lambda *given: seen.setdefault(given[2], given[3])):
        yield seen


def read_whole(statements: Asked, tables: set[str]) -> list[str]:
    """Those of the statements that go through one of the tables from end to end; SQLite says so without running them.

    It reads tables of a few lines by their keys, as it reads those of a million. PostgreSQL does not: skips there.
    """
    connection = session().connection()
    if connection.dialect.name != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole, so its plans say nothing of large ones")
    driver: Any = connection.connection.driver_connection
    return [
        text
        for text, values in statements.items()
        if any(table in text for table in tables) and not text.startswith(("BEGIN", "COMMIT", "ROLLBACK"))
        for step in driver.execute(f"EXPLAIN QUERY PLAN {text}", values)
        if step[3].startswith("SCAN ") and step[3].split()[1] in tables
    ]
