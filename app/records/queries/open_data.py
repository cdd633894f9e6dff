"""Reads of open data, row by row: however many rows there are, few are in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.councils.models import Council
from app.kernel.db import begin_long_read, session
from app.places.models import Dong
from app.polls.models import Poll
from app.polls.states import PollState
from app.records.queries.tables import Table

AT_ONCE = 1_000  # rows that the database hands over together


@dataclass(frozen=True)
class Area:
    """What a file is about: one council, or a whole dong (council is then None). The dong has its gu."""

    dong: Dong
    council: Council | None = None

    @property
    def name(self) -> str:
        """What its pages and files are called by."""
        return self.council.name if self.council else self.dong.name

    @property
    def is_within(self) -> ColumnElement[bool]:
        """The condition under which a council belongs to it."""
        return Council.id == self.council.id if self.council else Council.dong_id == self.dong.id


def rows(table: Table, area: Area) -> Iterator[Sequence[Any]]:
    """The public rows of the table in the area, each with the values of its columns in their order.

    On PostgreSQL a cursor of the server hands them over; a connection is kept until the last one is read.
    """
    current = begin_long_read()
    if table.told is not None:
        polls = current.scalars(_polls(area.is_within), execution_options={"yield_per": AT_ONCE // 10})
        yield from chain.from_iterable(map(table.told, polls))
    else:
        found = current.execute(_wanted(table, area.is_within), execution_options={"yield_per": AT_ONCE})
        yield from map(table.finished, found) if table.finished else found


def page(table: Table, *within: ColumnElement[bool], after: int = 0, limit: int) -> list[Sequence[Any]]:
    """So many rows of the table at the most, those with the smallest keys above `after` that fit the conditions.

    Of a table that is told of polls the rows of so many polls.
    """
    if table.told is not None:
        polls = session().scalars(_polls(*within, Poll.id > after).limit(limit)).all()
        return [row for poll in polls for row in table.told(poll)]
    later = table.order[0] > after
    found = session().execute(_wanted(table, *within, later).limit(limit))
    return list(map(table.finished, found) if table.finished else found)


def _wanted(table: Table, *within: ColumnElement[bool]) -> Select[Any]:
    assert table.start is not None  # a table has one or the other
    assert table.public is not None
    return (
        select(*(column.source.label(column.key) for column in table.columns if column.source is not None), *table.raw)
        .select_from(table.start)
        .where(*within, table.public)
        .order_by(*table.order)
    )


def _polls(*within: ColumnElement[bool]) -> Select[Poll]:
    """Every poll that residents know of, with council and tally; no result of elsewhere that was counted again."""
    opened = Poll.state.not_in((PollState.DRAFT, PollState.VOID)) | (
        (Poll.state == PollState.VOID) & (Poll.rules_hash != "")
    )
    return (
        select(Poll)
        .join(Poll.council)
        .options(contains_eager(Poll.council), joinedload(Poll.tally))
        .where(*within, Poll.is_replay.is_(False), or_(Poll.announced_at.is_not(None), opened))
        .order_by(Poll.id)
    )
