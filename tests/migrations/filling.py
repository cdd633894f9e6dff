"""Rows for every table of a database at whichever revision, made from what the database says of its tables."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, MetaData, Table, insert, select
from sqlalchemy.types import JSON

ROWS = 2
AT = datetime(2026, 11, 28, 3, 0)  # as the driver takes it; which moment is no matter
UNGUARDED = {"alembic_version"}
# What a check wants of a row: every new check that a number or a word of chance does not meet needs a line here.
CHECKED: dict[str, dict[str, Any]] = {
    "cosigner": {"neighbour_id": None},
    "membership": {"birth_year": 1960},
    "panel": {"size": 7},
    "paper_batch": {"first_by_id": None, "second_by_id": None},
    "reconciliation": {"confirmed_by_id": None},
    "report": {"poll_id": None},
    "resolution": {"present": 9},
    "search_pause": {"until": datetime(2026, 11, 29, 3, 0)},
    "voice": {"channel": "slip", "mark": None},
}
# What a trigger wants of a row: each is put in while its poll takes it, and a poll goes through these states in order.
LIFE = ("draft", "open", "counting")
STATES = {
    "option": "draft", "roll": "draft", "roll_addition": "open", "ballot": "open", "paper_batch": "counting",
    "paper_entry": "counting", "paper_ballot": "counting", "reconciliation": "counting",
}  # fmt: skip


def fill(connection: Connection) -> tuple[list[Table], dict[str, list[tuple[Any, ...]]]]:
    """Put ROWS rows into every table that has fewer, parents first; the tables, and all rows of all of them."""
    tables = reflected(connection)
    for table in tables:
        missing = range(_count(connection, table), ROWS)
        if missing:
            _set_state(connection, table)
        for number in missing:
            connection.execute(insert(table).values(_row(connection, table, number)))
    return tables, rows(connection, tables)


def reflected(connection: Connection) -> list[Table]:
    """The tables as they are now, parents before children, and what a later state of a poll takes after all others."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name not in UNGUARDED]
    return sorted(tables, key=lambda table: LIFE.index(STATES.get(table.name, LIFE[0])))


def rows(connection: Connection, tables: list[Table]) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables, by their columns of now."""
    return {table.name: sorted(map(_told, connection.execute(select(table)))) for table in tables}


def _told(row: Any) -> tuple[Any, ...]:
    return tuple(sorted((name, str(value)) for name, value in row._mapping.items()))


def _count(connection: Connection, table: Table) -> int:
    return len(connection.execute(select(table)).all())


def _set_state(connection: Connection, table: Table) -> None:
    poll = table.metadata.tables.get("poll")
    if poll is not None and table.name in STATES:
        connection.execute(poll.update().values(state=STATES[table.name]).where(poll.c.state != STATES[table.name]))


def _row(connection: Connection, table: Table, number: int) -> dict[str, Any]:
    given = {column.name: _value(column, number) for column in table.columns}
    for constraint in table.foreign_key_constraints:
        parents = connection.execute(select(*[key.column for key in constraint.elements])).all()
        for key, value in zip(constraint.elements, parents[number % len(parents)] if parents else (), strict=False):
            given[key.parent.name] = value
        if not parents:  # a cycle of tables: the key that may be empty is
            given |= {key.parent.name: None for key in constraint.elements}
    given |= CHECKED.get(table.name, {})
    return {name: value for name, value in given.items() if value is not None}


def _value(column: Any, number: int) -> Any:
    if isinstance(column.type, JSON):
        return {"number": number}
    kind = column.type.python_type
    if kind is str:
        return "draft" if column.name == "state" else f"{number}-{column.name}"[: column.type.length]
    of_kind = {int: number + 1, bool: False, float: 0.5, datetime: AT, date: AT.date(), Decimal: Decimal(number)}
    return of_kind[kind]
