"""Lists for a lot as plain tables (CSV): who can be drawn, the quotas of a panel, the numbers of strata."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from app.polls.methods.files.lines import Malformed, cells, header, named_cells, numbered_lines, whole
from app.polls.methods.sortition import Pool, Quota, Values


def read_list(file: BinaryIO) -> Pool:
    """People or things to draw from: a column `id`, then their attributes; sorted by id, letter by letter.

    So the order of rows in the file does not matter. Letters are composed (NFC). Raises Malformed.
    """
    people: dict[str, Values] = {}
    attributes: tuple[str, ...] = ()
    number = 0
    for number, row in _rows(file, ["id"]):
        person = row.pop("id")
        if person in people:
            raise Malformed(number, f"id «{person[:40]}» stands twice")
        attributes = tuple(row)
        people[person] = tuple(row.values())
    if not people:
        raise Malformed(number + 1, "nobody to draw from")
    return Pool(attributes, dict(sorted(people.items())))


def read_quotas(file: BinaryIO) -> tuple[Quota, ...]:
    """A row a quota: attribute, value, least, most. Raises Malformed."""
    rows = _rows(file, ["attribute", "value", "least", "most"])
    return tuple(
        Quota(row["attribute"], row["value"], whole(number, row["least"], "least"), whole(number, row["most"], "most"))
        for number, row in rows
    )


def read_numbers(file: BinaryIO, by: Sequence[str]) -> dict[Values, int]:
    """A row a stratum: its value of every attribute, and `number`. Raises Malformed."""
    numbers: dict[Values, int] = {}
    for number, row in _rows(file, [*by, "number"]):
        stratum = tuple(row[attribute] for attribute in by)
        if stratum in numbers:
            raise Malformed(number, f"stratum «{' '.join(stratum)}» stands twice")
        numbers[stratum] = whole(number, row["number"], "number")
    return numbers


def _rows(file: BinaryIO, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    columns: list[str] = []
    for number, text in numbered_lines(file):
        values = cells(number, unicodedata.normalize("NFC", text), ",")
        if columns:
            yield number, named_cells(number, values, columns)
        else:
            columns = header(number, values, needed)
