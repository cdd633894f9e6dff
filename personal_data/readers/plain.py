"""Plain text and CSV, in the encodings of Korean offices: UTF-8, UTF-16 with its mark, CP949."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import BinaryIO

from personal_data.readers.pieces import Piece, Refusal, Why
from personal_data.readers.words import cells_of

MOST_CHARACTERS = 4_000_000
_SIGNATURES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"MZ\x90",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
)
_MARKUP = re.compile(r"\s*<(?:!doctype|html|script|svg|\?xml|\?php|body|head|iframe)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_FORMULA = re.compile(r"[\t\r ]*(?:[=@]|[+\-](?![\d.,()\s\-]*%?\s*\Z))(?=\S)")
_PHONE = re.compile(r"[+\-][\d \-()]+\Z")


def decoded(content: bytes) -> str:
    """The text; raises Refusal where it is none."""
    is_marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_marked else ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(Why.NOT_THIS)


def _text(stream: BinaryIO) -> str:
    content = stream.read()
    if content.startswith(_SIGNATURES):
        raise Refusal(Why.NOT_THIS)
    if b"PK\x05\x06" in content or b"%PDF-" in content[:1024]:
        raise Refusal(Why.TWO_IN_ONE)
    text = decoded(content)
    if len(text) > MOST_CHARACTERS:
        raise Refusal(Why.TOO_MUCH)
    if _CONTROL.search(text) or _MARKUP.match(text):
        raise Refusal(Why.NOT_THIS)
    return text


def read_txt(stream: BinaryIO) -> Iterator[Piece]:
    """The lines of a text."""
    for number, line in enumerate(_text(stream).splitlines(), 1):
        yield Piece(line, {"part": "line", "row": number})


def read_csv(stream: BinaryIO) -> Iterator[Piece]:
    """The cells of a CSV. Raises Refusal where a spreadsheet would run one as a formula."""
    text = _text(stream)
    separator = max(",;\t", key=text[:4000].count)
    headings: list[str] = []
    try:
        for number, cells in enumerate(csv.reader(StringIO(text), delimiter=separator), 1):
            if any(_FORMULA.match(cell) and not _PHONE.match(cell) for cell in cells):
                raise Refusal(Why.FORMULAS)
            places = [{"part": "cell", "column": letters(column), "row": number} for column in range(1, len(cells) + 1)]
            yield from cells_of(cells, headings, list(places), places[0] if places else {"part": "line", "row": number})
            headings = headings or cells
    except csv.Error as error:
        raise Refusal(Why.BROKEN) from error


def letters(column: int) -> str:
    """The letters of a column, counted from 1."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
