"""Lines, cells and numbers, read strictly: what is wrong is named with its line."""

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import BinaryIO

LONGEST = 1_000_000  # bytes of a line
_WHOLE = re.compile(r"[0-9]{1,15}", re.ASCII)
_MONEY = re.compile(r"[0-9]{1,15}(\.[0-9]{1,4})?", re.ASCII)


class Malformed(Exception):
    """The file breaks its format in this line, counted from 1; nothing of it is counted."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"line {line}: {reason}")


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    """Every line with its number, without its end; empty ones are left out.

    Raises Malformed where one is longer than LONGEST or no UTF-8.
    """
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            raise Malformed(number, f"longer than {LONGEST} bytes")
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise Malformed(number, "not UTF-8") from None
        if text.strip():
            yield number, text


def cells(number: int, text: str, separator: str) -> list[str]:
    """The cells of a line, without the space around them; a quoted cell may hold the separator."""
    try:
        return [cell.strip() for cell in next(csv.reader([text], delimiter=separator, strict=True))]
    except csv.Error as error:
        raise Malformed(number, str(error)) from None


def named_cells(number: int, values: list[str], columns: list[str]) -> dict[str, str]:
    """The cells by the name of their column; raises Malformed where there are more or fewer."""
    if len(values) != len(columns):
        raise Malformed(number, f"{len(values)} cells for {len(columns)} columns")
    return dict(zip(columns, values, strict=True))


def header(number: int, columns: list[str], needed: Iterable[str]) -> list[str]:
    """The names of the columns; raises Malformed where one is missing, empty or stands twice."""
    if "" in columns or len(set(columns)) < len(columns):
        raise Malformed(number, "a column without a name, or two with the same")
    for name in needed:
        if name not in columns:
            raise Malformed(number, f"no column «{name}»")
    return columns


def whole(number: int, text: str, what: str) -> int:
    """A number of at most 15 digits 0-9."""
    if not _WHOLE.fullmatch(text):
        raise Malformed(number, f"{what}: «{text[:40]}» is no whole number of at most 15 digits")
    return int(text)


def money(number: int, text: str, what: str) -> int | Fraction:
    """An amount above 0, of at most 15 digits and 4 after the point."""
    if not _MONEY.fullmatch(text) or not (amount := Fraction(Decimal(text))):
        raise Malformed(number, f"{what}: «{text[:40]}» is no amount above 0 of at most 15 digits")
    return int(amount) if amount.denominator == 1 else amount
