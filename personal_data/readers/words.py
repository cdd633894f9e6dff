"""Running text of office documents: paragraphs, cells of tables, text that was struck out, and attributes that speak.

DOCX, HWPX and drawings call a paragraph `p`, its letters `t`, a row of a table `tr` and a cell `tc`.
"""

from collections.abc import Iterable, Mapping

from personal_data.readers.pieces import Piece, Place
from personal_data.readers.xml import parse

SPEAKING = frozenset(
    "descr title alt name author initials displayName userId Target display tooltip prompt promptTitle v value "
    "displayText alias location instr oddHeader command creator lastsaveby content fullName".split()
)
_INSIDE = {
    "header": "header", "footer": "footer", "footNote": "footnote", "endNote": "footnote", "memo": "comment",
    "hiddenComment": "comment", "comment": "comment", "footnote": "footnote", "endnote": "footnote",
    "del": "deleted", "moveFrom": "deleted", "deleteBegin": "deleted",
}  # fmt: skip
_RUN = set("r t rPr b i u sz color rFont family charset scheme".split())  # a number may be cut by them
_STRUCK = {"delText", "delInstrText"}
_LETTERS = {"t", "instrText", *_STRUCK}
_GAPS = {**dict.fromkeys(("br", "lineBreak", "cr", "fwSpace", "nbSpace"), " "), "tab": "\t", "noBreakHyphen": "-"}


class _Table:
    """A table as it is read: the words of its row so far, and the headings of its columns."""

    def __init__(self) -> None:
        self.headings: list[str] = []
        self.row: list[list[str]] = []


class Words:
    """Collects the pieces of one part of a document. `place` is where the part is."""

    def __init__(self, place: Place) -> None:
        self.place, self.pieces = place, list[Piece]()
        self.inside: list[str] = []
        self.paragraphs: list[list[str]] = []
        self.struck: list[str] = []
        self.tables: list[_Table] = []
        self.letters = self.others = 0
        self.loose: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name not in _RUN:
            self._say_loose()
        if name in _INSIDE:
            self.inside.append(name)
        if name == "p":
            self.paragraphs.append([])
        elif name in _LETTERS:
            self.letters += 1
        elif name in _GAPS and self.paragraphs:
            self.paragraphs[-1].append(_GAPS[name])
        else:
            self._begin_table(name)
        spoken = (value for key, value in attributes.items() if key in SPEAKING and len(value) > 5)
        self.pieces.extend(Piece(value, self._here()) for value in spoken)

    def _begin_table(self, name: str) -> None:
        if name in {"tbl", "table"}:
            self.tables.append(_Table())
        elif name == "tr" and self.tables:
            self.tables[-1].row = []
        elif name == "tc" and self.tables:
            self.tables[-1].row.append([])

    def text(self, words: str) -> None:
        """Letters: of the paragraph, or of an element that has none."""
        if self.letters and self.paragraphs:
            (self.struck if self._is_struck() else self.paragraphs[-1]).append(words)
        else:
            self.loose.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _LETTERS:
            self.letters = max(0, self.letters - 1)
        if name not in _RUN:
            self._say_loose()
        if name == "p" and self.paragraphs:
            self._paragraph("".join(self.paragraphs.pop()))
        elif name == "tr" and self.tables:
            self._row(self.tables[-1])
        elif name in {"tbl", "table"} and self.tables:
            self.tables.pop()
        if self.inside and self.inside[-1] == name:
            self.inside.pop()

    def _is_struck(self) -> bool:
        return any(_INSIDE[name] == "deleted" for name in self.inside)

    def _here(self) -> Place:
        deepest = next((_INSIDE[name] for name in reversed(self.inside)), "")
        return {**self.place, "part": deepest} if deepest else self.place

    def _paragraph(self, words: str) -> None:
        if self.struck:
            self.pieces.append(Piece("".join(self.struck), {**self.place, "part": "deleted"}))
            self.struck = []
        if not words.strip():
            return
        if self.tables and self.tables[-1].row:
            self.tables[-1].row[-1].append(words)
        else:
            self.pieces.append(Piece(words, self._here()))

    def _row(self, table: _Table) -> None:
        cells = ["\n".join(cell) for cell in table.row]
        self.pieces.extend(cells_of(cells, table.headings, [self._here()] * len(cells), self._here()))
        if not table.headings:
            table.headings = cells
        table.row = []

    def _say_loose(self) -> None:
        words = "".join(self.loose).strip()
        self.loose = []
        if len(words) > 5:
            self.pieces.append(Piece(words, self._here()))


def cells_of(cells: list[str], headings: list[str], places: list[Place], row_place: Place) -> list[Piece]:
    """The cells of a row, each with what stands beside it; and the row in one, for numbers in two cells."""
    row = " ".join(cells)[:400]
    pieces = []
    for number, words in enumerate(cells):
        heading = headings[number] if number < len(headings) else ""
        beside = cells[number - 1] if number else ""
        if words.strip():
            pieces.append(Piece(words, places[number], near=f"{heading} {beside} {row}"))
    if len(cells) > 1:
        pieces.append(Piece("\t".join(cells), row_place, near="\t".join(headings)[:400], is_row=True))
    return pieces


def words_of(blocks: Iterable[bytes], place: Place) -> list[Piece]:
    """The pieces of one part."""
    handler = Words(place)
    parse(blocks, handler)
    return handler.pieces
