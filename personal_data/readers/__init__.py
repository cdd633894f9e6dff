"""Readers of files, one kind of file each: everything in them that says something, with its place."""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from personal_data.readers import docx, embedded, hwpx, pdf, plain, xlsx
from personal_data.readers.pieces import Piece, Refusal, Why

Reader = Callable[[BinaryIO], Iterator[Piece]]
READERS: Mapping[str, Reader] = {
    "pdf": pdf.read,
    "docx": docx.read,
    "xlsx": xlsx.read,
    "hwpx": hwpx.read,
    "csv": plain.read_csv,
    "txt": plain.read_txt,
}

embedded.INSIDE.readers.update({kind: READERS[kind] for kind in ("docx", "xlsx", "hwpx")})

__all__ = ["READERS", "Piece", "Reader", "Refusal", "Why"]
