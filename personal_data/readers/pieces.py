"""What readers give: pieces of text with their place; and why a file is refused."""

from enum import StrEnum
from typing import Any, NamedTuple

Place = dict[str, Any]  # "part" and what names it: name, column, row, number, hidden


class Piece(NamedTuple):
    """Words that stand together. `near` is what stands beside a cell of a table: the heading of its column, its row.
    `is_row` is a row in one, which says again what its cells have said: only numbers in two cells are looked for."""

    text: str
    place: Place
    near: str = ""
    is_row: bool = False


class Why(StrEnum):
    """Why a file is not taken."""

    NOT_THIS = "not_this"  # not what its name says
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    MACROS = "macros"  # or anything else that a program would run
    EMBEDDED = "embedded"  # another file inside that cannot be read
    TWO_IN_ONE = "two_in_one"  # a file of two kinds at once
    TOO_MUCH = "too_much"  # unpacked, or in time and memory
    FORMULAS = "formulas"  # cells of a CSV that a spreadsheet would run
    ENTITIES = "entities"  # XML that names documents of its own
    OLD = "old"  # .hwp, .doc, .xls
    UNKNOWN = "unknown"  # a kind that is not taken
    NAME = "name"  # a name with a path or signs that turn it around
    EMPTY = "empty"
    LARGE = "large"


class Refusal(Exception):
    """The file is not taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
