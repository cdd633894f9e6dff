"""XLSX (ECMA-376): every sheet with what is hidden in it, comments, headers, names, summaries and properties."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import BinaryIO

from personal_data.readers import embedded
from personal_data.readers.pieces import Piece, Place, Refusal, Why
from personal_data.readers.sheet import Sheet, Styles, Texts
from personal_data.readers.words import words_of
from personal_data.readers.xml import parse
from personal_data.readers.zipped import Archive

_SHEET = re.compile(r"xl/(?:worksheets|chartsheets)/[^/]+\.xml")
_SILENT = re.compile(r"\[Content_Types\]\.xml|xl/(?:styles|sharedStrings|calcChain|theme/.*|metadata)(?:\.xml)?")
_PARTS = (
    (re.compile(r"xl/(?:comments|threadedComments|persons)/?.*"), "comment"),
    (re.compile(r"xl/pivotCache/.*|xl/externalLinks/[^_].*"), "cache"),
    (re.compile(r"docProps/.*|customXml/.*|xl/workbook\.xml"), "properties"),
    (re.compile(r"xl/(?:drawings|charts|diagrams)/[^_].*"), "drawing"),
    (re.compile(r".*\.rels"), "link"),
)


def read(stream: BinaryIO) -> Iterator[Piece]:
    """Everything that the workbook says."""
    archive = Archive(stream)
    if "xl/workbook.xml" not in archive.names:
        raise Refusal(Why.NOT_THIS)
    sheets, texts, styles = _sheets(archive), Texts(), Styles()
    if "xl/sharedStrings.xml" in archive.names:
        parse(archive.blocks("xl/sharedStrings.xml"), texts)
    if "xl/styles.xml" in archive.names:
        parse(archive.blocks("xl/styles.xml"), styles)
    for name in archive.names:
        if _SHEET.fullmatch(name):
            sheet = Sheet(sheets.get(name, {"part": "sheet", "name": name.rpartition("/")[2]}), texts.all, styles)
            parse(archive.blocks(name), sheet)
            yield from sheet.pieces
        elif name.endswith((".xml", ".rels", ".vml")) and not _SILENT.fullmatch(name):
            yield from words_of(archive.blocks(name), _place(archive, name, sheets))
        elif embedded.is_object(name):
            yield from embedded.read(name, BytesIO(archive.content(name)))
    yield from (Piece(words, {"part": "unused"}) for words in texts.unused())


class _Book:
    """The sheets of a workbook as it names them: (name, whether it is hidden), by the id of their relation."""

    def __init__(self) -> None:
        self.sheets: dict[str, tuple[str, bool]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets[attributes.get("id", "")] = attributes.get("name", ""), is_hidden

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Nothing is said between the elements."""


class Relations:
    """What a part points at, by id."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Nothing is said between the elements."""


def _sheets(archive: Archive) -> dict[str, Place]:
    """The place of each sheet, by the name of its part."""
    book, relations = _Book(), Relations()
    parse(archive.blocks("xl/workbook.xml"), book)
    if "xl/_rels/workbook.xml.rels" in archive.names:
        parse(archive.blocks("xl/_rels/workbook.xml.rels"), relations)
    places: dict[str, Place] = {}
    for number, (name, is_hidden) in book.sheets.items():
        path = posixpath.normpath(posixpath.join("/xl", relations.targets.get(number, ""))).lstrip("/")
        places[path] = {"part": "sheet", "name": name, **({"hidden": True} if is_hidden else {})}
    return places


def _place(archive: Archive, name: str, sheets: Mapping[str, Place]) -> Place:
    """Where the part is told to be; a comment stands at the sheet that points at it."""
    part = next((part for pattern, part in _PARTS if pattern.fullmatch(name)), "")
    if part == "comment":
        for path, place in sheets.items():
            folder, _, file = path.rpartition("/")
            relations = f"{folder}/_rels/{file}.rels"
            if relations in archive.names and name.rpartition("/")[2].encode() in archive.content(relations):
                return {"part": "comment", "name": place["name"]}
    return {"part": part} if part else {"part": "other", "name": name.rpartition("/")[2]}
