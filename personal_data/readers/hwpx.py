"""HWPX (KS X 6101, OWPML): sections with headers, notes and memos, the preview, and what the file says of itself."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from personal_data.readers import embedded
from personal_data.readers.pieces import Piece, Place, Refusal, Why
from personal_data.readers.plain import decoded
from personal_data.readers.words import words_of
from personal_data.readers.zipped import Archive

_TYPE = b"application/hwp+zip"
_XML = (".xml", ".hpf", ".rdf")


def read(stream: BinaryIO) -> Iterator[Piece]:
    """Everything that the document says."""
    archive = Archive(stream)
    if "Contents/content.hpf" not in archive.names and "Contents/section0.xml" not in archive.names:
        raise Refusal(Why.NOT_THIS)
    if "mimetype" in archive.names and archive.content("mimetype").strip() != _TYPE:
        raise Refusal(Why.NOT_THIS)
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.content("META-INF/manifest.xml"):
        raise Refusal(Why.ENCRYPTED)
    for name in archive.names:
        if name.lower().endswith(_XML):
            yield from words_of(archive.blocks(name), _place(name))
        elif name.startswith("Preview/") and name.lower().endswith(".txt"):
            yield Piece(decoded(archive.content(name)), {"part": "preview"})
        elif embedded.is_object(name) or name.lower().endswith(".ole"):
            yield from embedded.read(name, BytesIO(archive.content(name)))


def _place(name: str) -> Place:
    if name.startswith("Contents/section"):
        return {"part": "body"}
    if name.endswith((".hpf", ".rdf")) or name.startswith(("META-INF/", "settings", "version", "Contents/header")):
        return {"part": "properties"}
    return {"part": "other", "name": name.rpartition("/")[2]}
