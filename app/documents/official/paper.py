"""What an official paper says, whatever file it becomes: lines and tables in their order, with their marks.

The order is that of the letters of Korean offices: head (기관명, 수신, 제목), body with "끝.", and foot (발신 명의,
직인, 시행 번호): 행정업무의 운영 및 혁신에 관한 규정 시행규칙, 별지 제1호서식.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.documents.official.marks import marks
from app.kernel.i18n import _

END = "끝."
# no signs in XML; and those that turn the direction of what follows
_UNFIT = set("\ufffe\uffff\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Part(StrEnum):
    """What a line is on the paper; every format has its own look for each."""

    OFFICE = "office"  # 기관명, in the middle of the first line
    DRAFT = "draft"  # says that this is no letter yet
    HEAD = "head"  # 수신 …
    TITLE = "title"  # 제목 …
    ITEM = "item"
    TEXT = "text"
    NOTE = "note"  # ※ …
    ATTACHED = "attached"  # 붙임 …
    END = "end"
    SENDER = "sender"  # 발신 명의, in the middle
    SEAL = "seal"
    FOOT = "foot"


@dataclass(frozen=True)
class Line:
    """One paragraph: its mark (1. 가. ※ 수신) and its text. `level` from 1 moves it to the right."""

    part: Part
    text: str
    mark: str = ""
    level: int = 1
    strong: bool = False

    @property
    def hang(self) -> float:
        """How far in mm, at 11 points, its further lines stand to the right: under the first sign after the mark."""
        wide = sum(3.9 if sign > "\u1100" else 2.0 for sign in self.mark)
        return round(wide + 1.2, 1) if self.mark and self.part in (Part.ITEM, Part.NOTE, Part.ATTACHED) else 0.0

    @property
    def whole(self) -> str:
        """Mark and text."""
        return f"{self.mark} {self.text}" if self.mark else self.text


@dataclass(frozen=True)
class Item:
    """One item of the body; its mark is the next one of its level, or its own."""

    text: str
    level: int = 1
    strong: bool = False
    mark: str | None = None


@dataclass(frozen=True)
class Text:
    """A paragraph without a mark, in line with the items of its level."""

    text: str
    level: int = 2
    strong: bool = False


@dataclass(frozen=True)
class Note:
    """Something to know beside, after ※."""

    text: str


@dataclass(frozen=True)
class Cell:
    """One field of a table, over so many columns and rows."""

    text: str
    across: int = 1
    down: int = 1
    strong: bool = False
    middle: bool = False


@dataclass(frozen=True)
class Table:
    """A table: `head` rows stand above on every page; `widths` are shares of the columns."""

    name: str
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell with its row and its column, from 0; a cell over several rows moves those beside it."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate((*self.head, *self.rows)):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                yield row, column, cell
                taken |= {(row + down, column + across) for down in range(cell.down) for across in range(cell.across)}


Block = Item | Text | Note | Table


@dataclass(frozen=True)
class Paper:
    """A whole paper. `number` is 기관명-연번, "" where none is given; `address` is the page that it stands on.

    `proof` is the page that says whether a fingerprint on the paper still stands in the ledger.
    """

    kind: str
    office: str
    title: str
    body: tuple[Block, ...]
    receiver: str = ""
    attached: tuple[str, ...] = ()
    sender: str = ""
    seal: str = ""
    number: str = ""
    foot: tuple[tuple[str, str], ...] = ()
    draft: str = ""
    address: str = ""
    proof: str = ""

    @property
    def name(self) -> str:
        """Its title in one line, for lists of files."""
        return " ".join(plain(self.title).split())


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[str | Cell]], widths: Sequence[int]) -> Table:
    """A table with one head row; the first column stands in the middle."""
    above = tuple(Cell(word, strong=True, middle=True) for word in head)
    below = tuple(tuple(_cell(place, one) for place, one in enumerate(row)) for row in rows)
    return Table(name, (above,), below, tuple(widths))


def _cell(place: int, one: str | Cell) -> Cell:
    return one if isinstance(one, Cell) else Cell(one, middle=place == 0)


def facts(rows: Iterable[tuple[str, str]], level: int = 2) -> list[Item]:
    """Names and values as items (가. 일시: …); a row without a value is left out."""
    return [Item(f"{name}: {value}", level) for name, value in rows if value]


def plain(text: str) -> str:
    """The text without what no file can hold or what would turn it round; its lines stay lines, joiners stay."""
    lines = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\t", " ").replace("\u00a0", " ")
    kept = "".join(sign for sign in lines if sign == "\n" or not _is_unprintable(sign))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in kept.split("\n"))).strip()


def _is_unprintable(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"} or sign in _UNFIT


def lines_of(paper: Paper) -> list[Line | Table]:
    """All that stands on the paper, from the top; every format prints exactly this."""
    return [_plain(one) for one in (*_above(paper), *_ended(paper), *_below(paper))]


def _plain(one: Line | Table) -> Line | Table:
    if isinstance(one, Line):
        return replace(one, text=plain(one.text))
    return replace(one, name=plain(one.name), head=_plain_rows(one.head), rows=_plain_rows(one.rows))


def _plain_rows(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(replace(cell, text=plain(cell.text)) for cell in row) for row in rows)


def _above(paper: Paper) -> Iterator[Line]:
    yield Line(Part.OFFICE, paper.office)
    if paper.draft:
        yield Line(Part.DRAFT, paper.draft)
    if paper.receiver:
        yield Line(Part.HEAD, paper.receiver, _("수신"))
    yield Line(Part.TITLE, paper.title, _("제목"))


def _body(paper: Paper) -> Iterator[Line | Table]:
    found = marks([(one.level, one.mark) if isinstance(one, Item) else None for one in paper.body])
    for one, mark in zip(paper.body, found, strict=True):
        match one:
            case Item():
                yield Line(Part.ITEM, one.text, mark, one.level, one.strong)
            case Text():
                yield Line(Part.TEXT, one.text, level=one.level, strong=one.strong)
            case Note():
                yield Line(Part.NOTE, one.text, "※")
            case Table():
                yield one


def _ended(paper: Paper) -> list[Line | Table]:
    """The body and what is attached, with "끝." two letters after the last sign, or below a table that comes last."""
    lines = list(_body(paper))
    several = len(paper.attached) > 1
    for place, name in enumerate(paper.attached, 1):
        lines.append(Line(Part.ATTACHED, f"{place}. {name}" if several else name, "" if place > 1 else _("붙임")))
    last = lines[-1] if lines else None
    if isinstance(last, Line):
        return [*lines[:-1], replace(last, text=f"{plain(last.text)}  {END}")]
    return [*lines, Line(Part.END, END)]


def _below(paper: Paper) -> Iterator[Line]:
    if paper.sender:
        yield Line(Part.SENDER, paper.sender)
    if paper.seal:
        yield Line(Part.SEAL, paper.seal)
    for name, value in paper.foot:
        if value:
            yield Line(Part.FOOT, value, name)
    if paper.address:
        yield Line(Part.FOOT, paper.address, _("이 문서가 있는 쪽"))
    if paper.proof:
        yield Line(Part.FOOT, paper.proof, _("지문을 확인하는 쪽"))
