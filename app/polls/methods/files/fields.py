"""The fields of a JSON file, read strictly: what is wrong is named with its field."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import inf
from typing import Any, BinaryIO

from app.polls.methods.files.lines import Malformed

LARGEST = 20_000_000  # bytes of a file
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?[+-][0-9]{2}:[0-9]{2}", re.ASCII)


class Unfit(Exception):
    """This field is not what the format asks for; the reason is the rest of the sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


def read_object(file: BinaryIO) -> Mapping[str, Any]:
    """The JSON object that the file is. Raises Malformed with the line, or Unfit where a field stands twice."""
    raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Malformed(1, f"longer than {LARGEST:,} bytes")
    try:
        text = raw.decode("utf-8-sig")
        found = json.loads(text, object_pairs_hook=_once, parse_int=_integer)
    except UnicodeDecodeError as fault:
        raise Malformed(raw.count(b"\n", 0, fault.start) + 1, "not UTF-8") from None
    except json.JSONDecodeError as fault:
        raise Malformed(fault.lineno, f"no JSON: {fault.msg}") from None
    except RecursionError:
        raise Malformed(1, "nested too deeply") from None
    if not isinstance(found, dict):
        raise Malformed(1, "the file must hold one JSON object")
    return found


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Unfit(shown(key), "stands twice")
        found[key] = value
    return found


def _integer(digits: str) -> int | float:
    """A number of at most 15 digits; a longer one is none that any field takes."""
    return int(digits) if len(digits) <= 15 else inf


def shown(name: str) -> str:
    """The beginning of a name of any letters, so that it can be printed."""
    return name[:40] if name.isprintable() else ascii(name[:40])


def known(field: str, value: Any, needed: Iterable[str], allowed: Iterable[str] = ()) -> Mapping[str, Any]:
    """An object with all these fields, and no other than those allowed."""
    if not isinstance(value, dict):
        raise Unfit(field, "must be an object")
    before = f"{field}." if field else ""
    for name in needed:
        if name not in value:
            raise Unfit(before + name, "is missing")
    for name in value:
        if name not in {*needed, *allowed}:
            raise Unfit(before + shown(name), "is not known")
    return value


def items(field: str, value: Any, *, least: int = 1) -> Sequence[tuple[str, Any]]:
    """The items of a list, each with the name of its field."""
    if not isinstance(value, list) or len(value) < least:
        raise Unfit(field, f"must be a list of at least {least}")
    return [(f"{field}[{place}]", item) for place, item in enumerate(value)]


def whole(field: str, value: Any, least: int, most: int) -> int:
    """A whole number between these two."""
    if type(value) is not int or not least <= value <= most:
        raise Unfit(field, f"must be a whole number from {least} to {most}")
    return value


def text(field: str, value: Any, longest: int) -> str:
    """One line of text, composed (NFC), without blanks at its ends."""
    if not isinstance(value, str) or not 1 <= len(value) <= longest:
        raise Unfit(field, f"must be a text of 1 to {longest} letters")
    if not value.isprintable() or value != value.strip() or value != unicodedata.normalize("NFC", value):
        raise Unfit(field, "must be one line of composed letters (NFC) without blanks at its ends")
    return value


def shaped(field: str, value: Any, shape: str, what: str) -> str:
    """A text of this shape."""
    if not isinstance(value, str) or not re.fullmatch(shape, value, re.ASCII):
        raise Unfit(field, f"must be {what}")
    return value


def moment(field: str, value: Any) -> str:
    """A moment with its distance from UTC, as 2026-12-05T19:30+09:00."""
    fault = Unfit(field, "must be a moment as 2026-12-05T19:30+09:00")
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise fault
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise fault from None
    return value


def different(field: str, values: Sequence[Any]) -> None:
    """Raises Unfit where two are the same."""
    seen = set()
    for value in values:
        if value in seen:
            raise Unfit(field, f"«{value}» stands twice")
        seen.add(value)
