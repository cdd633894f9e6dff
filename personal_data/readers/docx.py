"""DOCX (ECMA-376): text, tables, headers, notes, comments, tracked changes, properties, and what is put inside."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from personal_data.readers import embedded
from personal_data.readers.pieces import Piece, Place, Refusal, Why
from personal_data.readers.words import words_of
from personal_data.readers.zipped import Archive

_PARTS = (
    (re.compile(r"word/document\d*\.xml"), "body"),
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
    (re.compile(r"word/comments\w*\.xml|word/people\.xml"), "comment"),
    (re.compile(r"word/(?:footnotes|endnotes)\.xml"), "footnote"),
    (re.compile(r"docProps/.*|customXml/.*"), "properties"),
    (re.compile(r".*\.rels"), "link"),
    (re.compile(r"word/(?:charts|diagrams|drawings)/.*"), "drawing"),
)
_SILENT = re.compile(
    r"\[Content_Types\]\.xml|word/(?:styles|fontTable|webSettings|numbering|stylesWithEffects)\.xml"
    r"|word/theme/.*|.*/(?:colors|style)\d*\.xml"
)


def read(stream: BinaryIO) -> Iterator[Piece]:
    """Everything that the document says."""
    archive = Archive(stream)
    if "word/document.xml" not in archive.names:
        raise Refusal(Why.NOT_THIS)
    for name in archive.names:
        if name.endswith((".xml", ".rels")) and not _SILENT.fullmatch(name):
            yield from words_of(archive.blocks(name), _place(name))
        elif embedded.is_object(name):
            yield from embedded.read(name, BytesIO(archive.content(name)))


def _place(name: str) -> Place:
    part = next((part for pattern, part in _PARTS if pattern.fullmatch(name)), "")
    return {"part": part} if part else {"part": "other", "name": name.rpartition("/")[2]}
