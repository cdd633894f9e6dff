"""Writes many rows at once, with a progress bar."""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import click
from sqlalchemy import column, func, insert, select, table

from app.kernel.db import Model, session, transaction

Row = dict[str, Any]
AT_ONCE = 5_000
WORDS = "골목 가로등 쓰레기 주차 화분 벤치 보안등 눈길 소음 놀이터 담장 빗물".split()


def write(model: type[Model], rows: Iterable[Row], count: int) -> None:
    """Write the rows in transactions of AT_ONCE."""
    with click.progressbar(length=count, label=f"{model.__tablename__:<12}") as bar:
        for chunk in _chunks(rows):
            with transaction():
                session().execute(insert(model), chunk)
            bar.update(len(chunk))
    _count_on(model)


def _count_on(model: type[Model]) -> None:
    """Let PostgreSQL number the next row after those that came with a number of their own."""
    if session().get_bind().dialect.name == "sqlite" or "id" not in model.__table__.columns:
        return
    name = model.__table__.fullname
    with transaction() as current:
        sequence = select(func.pg_get_serial_sequence(f'"{name}"', "id")).scalar_subquery()
        current.execute(
            select(func.setval(sequence, select(func.max(column("id"))).select_from(table(name)).scalar_subquery()))
        )


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while chunk := list(itertools.islice(iterator, AT_ONCE)):
        yield chunk


def words(number: int, count: int) -> str:
    """A text of so many words that differs with the number."""
    return " ".join(WORDS[(number * 7 + place * 5) % len(WORDS)] for place in range(count))
