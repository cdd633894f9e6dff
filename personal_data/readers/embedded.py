"""Files inside office files: tables behind charts are read as well, what cannot be read is refused."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from personal_data.readers.pieces import Piece, Refusal, Why

_FOLDERS = ("/embeddings/", "/oleobjects/", "bindata/ole", "/media/ole")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".svg", ".tif", ".tiff", ".webp")


@dataclass
class _Inside:
    """The readers of what may be inside, filled in by readers/__init__.py; and how deep it has gone."""

    readers: dict[str, Callable[[BinaryIO], Iterator[Piece]]] = field(default_factory=dict)
    depth: int = 0


INSIDE = _Inside()


def is_object(name: str) -> bool:
    """Whether the member is a file of its own that was put inside, and no picture."""
    low = f"/{name.lower()}"
    return any(folder in low for folder in _FOLDERS) and not low.endswith((*_PICTURES, ".xml", ".rels"))


def read(name: str, stream: BinaryIO) -> Iterator[Piece]:
    """What the inner file says; one level deep and no deeper."""
    reader = INSIDE.readers.get(name.rpartition(".")[2].lower())
    if reader is None or INSIDE.depth:
        raise Refusal(Why.EMBEDDED)
    INSIDE.depth += 1
    try:
        for piece in reader(stream):
            yield piece._replace(place={"part": "embedded", "name": name.rpartition("/")[2]})
    finally:
        INSIDE.depth -= 1
