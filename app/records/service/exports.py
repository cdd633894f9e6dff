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
CSV_MOMENT, JSON_MOMENT = "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"  # both as isoformat writes them
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
    yield MARK + line([name_of(column) for column in columns_of(table)])
    begin = [_csv(column)(value) for column, value in zip(STAMP, astuple(stamp), strict=True)]
    for cells in _cells(table, rows, address, _csv):
        yield line([*begin, *cells])


def json_lines(table: Table, rows: Rows, stamp: Stamp, address: str) -> Iterator[str]:
    """The same rows as a JSON array of objects, one on a line."""
    begin = {column.key: _json(column)(value) for column, value in zip(STAMP, astuple(stamp), strict=True)}
    before = "[\n"
    for row in objects(table, rows, address):
        yield before + json.dumps({**begin, **row}, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def objects(table: Table, rows: Rows, address: str) -> Iterator[dict[str, Any]]:
    """Each row as JSON knows it, with its address and without the stamp."""
    keys = [column.key for column in (*table.columns, ADDRESS)]
    for cells in _cells(table, rows, address, _json):
        yield dict(zip(keys, cells, strict=True))


def _cells(table: Table, rows: Rows, address: str, kind: Callable[[Column], Writer]) -> Iterator[list[Any]]:
    """Of each row its own values, written, and the address of its page."""
    writers = [(place, kind(column)) for place, column in enumerate(table.columns)]
    writers = [(place, write) for place, write in writers if write is not _as_it_is]
    page = [column.key for column in table.columns].index(table.page_key)
    for row in rows:
        cells = list(row)
        for place, write in writers:
            if cells[place] is not None:
                cells[place] = write(cells[place])
        cells.append(address.format(row[page]))
        yield cells


def _csv(column: Column) -> Writer:
    words = words_of(column)
    writers: dict[Kind, Writer] = {
        Kind.TEXT: _guarded,
        Kind.DAY: lambda value: value.isoformat(),
        Kind.MOMENT: lambda value: clock.seoul(value).isoformat(" ", "seconds")[:19],
        Kind.FLAG: lambda value: YES if value else NO,
        Kind.WORD: words.__getitem__,
    }
    return writers.get(column.kind, _as_it_is)


def _json(column: Column) -> Writer:
    writers: dict[Kind, Writer] = {
        Kind.DAY: lambda value: value.isoformat(),
        Kind.MOMENT: lambda value: clock.seoul(value).isoformat(timespec="seconds"),
        Kind.FLAG: bool,
        Kind.WORD: str,
    }
    return writers.get(column.kind, _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text
