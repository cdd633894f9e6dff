"""Open data as CSV and as JSON, line by line.

CSV is RFC 4180 in UTF-8 with a byte order mark, so that spreadsheets read Korean; a text that a spreadsheet would take
for a formula has an apostrophe before it. JSON is an array of objects, one on a line.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from app.kernel import clock
from app.kernel.i18n import force_locale
from app.records.queries.tables import ADDRESS, STAMP, Column, Kind, Stamp, Table
from app.records.service.lines import line

MARK = "\ufeff"
CSV_MOMENT, JSON_MOMENT = "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"
YES, NO = "Y", "N"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
Rows = Iterable[Sequence[Any]]
Writer = Callable[[Any], Any]


def columns_of(table: Table) -> tuple[Column, ...]:
    """All columns of a file of the table, in their order."""
    return (*STAMP, *table.columns, ADDRESS)


def words_of(column: Column) -> Mapping[str, str]:
    """The words that a column may hold, each with its Korean; {} where it may hold anything."""
    with force_locale("ko"):
        if isinstance(column.words, Mapping):
            return {word: str(label) for word, label in column.words.items()}
        return {word.value: str(word.label) for word in column.words} if column.words else {}


def name_of(column: Column) -> str:
    """The Korean name, which heads the column in CSV."""
    with force_locale("ko"):
        return str(column.name)


def csv_lines(table: Table, rows: Rows, stamp: Stamp, address: str) -> Iterator[str]:
    """The file, each line with its end. `address` is that of a row's page, with {} for its number."""
    columns = columns_of(table)
    yield MARK + line([name_of(column) for column in columns])
    for cells in _cells(table, rows, stamp, address, [_csv(column) for column in columns]):
        yield line(cells)


def json_lines(table: Table, rows: Rows, stamp: Stamp, address: str) -> Iterator[str]:
    """The same rows as a JSON array of objects, one on a line."""
    columns = columns_of(table)
    keys = [column.key for column in columns]
    before = "[\n"
    for cells in _cells(table, rows, stamp, address, [_json(column) for column in columns]):
        yield before + json.dumps(dict(zip(keys, cells, strict=True)), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _cells(table: Table, rows: Rows, stamp: Stamp, address: str, writers: Sequence[Writer]) -> Iterator[Sequence[Any]]:
    """Of each row its cells: the stamp, which is the same in all, its own values, and its address."""
    begin = [write(value) for write, value in zip(writers, astuple(stamp), strict=False)]
    own = writers[len(STAMP) : -1]
    page = [column.key for column in table.columns].index(table.page_key)
    for row in rows:
        cells = [None if value is None else write(value) for write, value in zip(own, row, strict=True)]
        yield [*begin, *cells, address.format(row[page])]


def _csv(column: Column) -> Writer:
    words = words_of(column)
    writers: dict[Kind, Writer] = {
        Kind.TEXT: _guarded,
        Kind.DAY: lambda value: value.isoformat(),
        Kind.MOMENT: lambda value: clock.seoul(value).strftime(CSV_MOMENT),
        Kind.FLAG: lambda value: YES if value else NO,
        Kind.WORD: words.__getitem__,
    }
    return writers.get(column.kind, _as_it_is)


def _json(column: Column) -> Writer:
    writers: dict[Kind, Writer] = {
        Kind.DAY: lambda value: value.isoformat(),
        Kind.MOMENT: lambda value: clock.seoul(value).strftime(JSON_MOMENT),
        Kind.FLAG: bool,
        Kind.WORD: str,
    }
    return writers.get(column.kind, _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text
