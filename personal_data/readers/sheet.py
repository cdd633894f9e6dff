"""One sheet of a workbook: its cells with column and row, and what of it is hidden."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from personal_data.kinds import is_checked
from personal_data.readers.pieces import Piece, Place, Refusal, Why
from personal_data.readers.plain import letters
from personal_data.readers.words import SPEAKING, cells_of

MOST_COLUMNS = 2_000
MOST_CELLS = 400_000
_COLUMN = re.compile(r"[A-Z]{1,3}")
_PHONES = re.compile(r"전화|연락|휴대|핸드폰|폰|H\.?P|mobile|phone", re.IGNORECASE)
_CODES = re.compile(r'&(?:[A-Z]|\d{1,3}|"[^"]*")')  # of a header: left, bold, the number of the page
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')


class Texts:
    """The table of texts that cells share; a text that no cell uses any more stays in the file."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self.used: set[int] = set()
        self._now: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "si":
            self._now = []

    def text(self, words: str) -> None:
        """A part of a text."""
        if self._now is not None:
            self._now.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "si" and self._now is not None:
            self.all.append("".join(self._now))
            self._now = None

    def unused(self) -> Iterator[str]:
        """All texts once more, since a deleted cell may have left its own behind."""
        return iter(self.all)


class Styles:
    """How numbers are shown: by number of the cell's style, the format that puts dashes and zeros into them."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._styles: list[str] = []
        self._is_in_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_in_cells = True
        elif name == "xf" and self._is_in_cells:
            self._styles.append(attributes.get("numFmtId", ""))

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "cellXfs":
            self._is_in_cells = False

    def text(self, words: str) -> None:
        """Nothing is said between the elements."""

    def shown(self, digits: str, style: str) -> str:
        """The whole number as the sheet shows it."""
        if not style.isdecimal() or int(style) >= len(self._styles):
            return digits
        code = self._formats.get(self._styles[int(style)], "").partition(";")[0]
        pattern = _QUOTED.sub(lambda found: found[1] or found[2] or "", code)
        places = sum(sign in "0#" for sign in pattern)
        if not re.fullmatch(r"[0#\-() ]+", pattern) or places < 8 or len(digits) > places:
            return digits
        left = iter(digits.rjust(places, "0"))
        return "".join(next(left) if sign in "0#" else sign for sign in pattern)


@dataclass
class _Cell:
    """A cell that is being read."""

    column: int
    kind: str
    style: str
    value: list[str] = field(default_factory=list)
    formula: list[str] = field(default_factory=list)


class Sheet:
    """Collects the pieces of one sheet, row by row."""

    def __init__(self, place: Place, texts: list[str], styles: Styles) -> None:
        self.place, self.texts, self.styles = place, texts, styles
        self.pieces: list[Piece] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._headings: dict[int, str] = {}
        self._row: dict[int, str] = {}
        self._number, self._is_row_hidden, self._cells = 0, False, 0
        self._cell: _Cell | None = None
        self._into: list[str] | None = None
        self._loose: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._number = int(attributes.get("r") or self._number + 1)
            self._is_row_hidden = attributes.get("hidden") in {"1", "true"}
            self._row = {}
        elif name in {"v", "t"} and self._cell:
            self._into = self._cell.value
        elif name == "f" and self._cell:
            self._into = self._cell.formula
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            self._hidden_columns.append((int(attributes.get("min", 0)), int(attributes.get("max", 0))))
        elif not self._cell:
            self.pieces += [Piece(value, self.place) for key, value in attributes.items() if key in SPEAKING]

    def text(self, words: str) -> None:
        """A part of a cell, or a header, a footer or a rule of the sheet."""
        if self._into is not None:
            self._into.append(words)
        elif not self._cell:
            self._loose.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in {"v", "t", "f"}:
            self._into = None
        elif name == "c" and self._cell:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "row":
            self._end_row()
        else:
            words = "".join(self._loose).strip()
            self._loose = []
            if len(words) > 5:
                part = "header" if name.endswith(("Header", "Footer")) else "sheet"
                self.pieces.append(Piece(_CODES.sub(" ", words), {**self.place, "part": part}))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._cells += 1
        found = _COLUMN.match(attributes.get("r", ""))
        column = _number(found[0]) if found else max(self._row, default=0) + 1
        if column > MOST_COLUMNS or self._cells > MOST_CELLS:
            raise Refusal(Why.TOO_MUCH)
        self._cell = _Cell(column, attributes.get("t", "n"), attributes.get("s", ""))

    def _end_cell(self, cell: _Cell) -> None:
        value, formula = "".join(cell.value), "".join(cell.formula)
        if cell.kind == "s":
            number = int(value) if value.isdecimal() else -1
            words = self.texts[number] if 0 <= number < len(self.texts) else ""
        else:
            words = self._number_shown(value, cell) if cell.kind == "n" else value
        if words.strip():
            self._row[cell.column] = words
            if cell.kind != "n" and cell.column not in self._headings:
                self._headings[cell.column] = words[:60]
        if len(formula) > 5:
            self.pieces.append(Piece(formula, self._at(cell.column)))

    def _number_shown(self, value: str, cell: _Cell) -> str:
        """A number that lost its zeros is told with them, where it can only be a registration or a phone number."""
        digits = value.removesuffix(".0")
        if not digits.isdecimal():
            return value if "E" not in value.upper() else _whole(value)
        shown = self.styles.shown(digits, cell.style)
        if shown != digits:
            return shown
        full = digits.rjust(13, "0")
        if len(digits) in {11, 12} and full[6] in "3478" and is_checked(full):
            return full
        is_phone = len(digits) == 10 and digits[:2] in {"10", "11", "16", "17", "18", "19"}
        return f"0{digits}" if is_phone and _PHONES.search(self._headings.get(cell.column, "")) else digits

    def _end_row(self) -> None:
        columns = sorted(self._row)
        headings = [self._headings.get(column, "") for column in columns]
        cells, places = [self._row[column] for column in columns], [self._at(column) for column in columns]
        self.pieces += cells_of(cells, headings, places, self._at(columns[0]) if columns else self.place)
        self._row = {}

    def _at(self, column: int) -> Place:
        is_hidden = self._is_row_hidden or any(first <= column <= last for first, last in self._hidden_columns)
        inside = {"inside_hidden": True} if is_hidden else {}
        return {**self.place, "part": "cell", "column": letters(column), "row": self._number, **inside}


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number


def _whole(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 10**17 else value
