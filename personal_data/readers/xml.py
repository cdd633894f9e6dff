"""XML read as it comes, in little memory; documents that name entities or a type of their own are refused."""

from collections.abc import Iterable, Mapping
from typing import Protocol
from xml.parsers import expat

from personal_data.readers.pieces import Refusal, Why

DEEPEST = 200


class Handler(Protocol):
    """What is told of each element; names come without their namespaces."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Text, perhaps a part of one."""


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2].rpartition(":")[2]


def _refuse(*_: object) -> int:
    raise Refusal(Why.ENTITIES)


def parse(blocks: Iterable[bytes], handler: Handler) -> None:
    """Tell the handler what the document says. Raises Refusal where it is not sound."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = _refuse
    depth = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refusal(Why.TOO_MUCH)
        handler.start(local(name), {local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(local(name))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refusal(Why.BROKEN) from error
