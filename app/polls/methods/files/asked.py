"""What somebody asks of a file of ballots: which reader takes it, and whether method, file and numbers fit together."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, BinaryIO, NamedTuple

from app.polls.methods.counters import Counter
from app.polls.methods.files.readers import READERS


class Unfit(ValueError):
    """Method, file and what was asked do not fit together; the sentence says how."""


class Asked(NamedTuple):
    """Beside the ballots: None where the file says it, or nobody has to."""

    seats: int | None = None
    budget: int | None = None
    points: int | None = None
    order: str | None = None  # all options as 3,1,2: drawn by lot before


def reader_of(counter: Counter, name: str) -> Callable[[BinaryIO], Any]:
    """What reads a file of this name for the method. Raises Unfit where nothing does."""
    reader = READERS.get((counter.family, PurePath(name).suffix.lower()))
    if reader is None:
        known = ", ".join(sorted(suffix for family, suffix in READERS if family == counter.family))
        raise Unfit(f"{counter.key} counts {known}; not {PurePath(name).name or 'a file without a name'}")
    return reader


def count_as_asked(counter: Counter, given: Any, asked: Asked) -> Any:
    """Count what a reader has read. Raises Unfit, and Tied where only a lot can decide."""
    wanted = _wanted(counter, given, asked)
    options = given.costs if counter.family == "budget" else list(given.names)
    return counter.count(given.ballots, options, order=_order(asked.order, given.names), **wanted)


def _wanted(counter: Counter, given: Any, asked: Asked) -> dict[str, Any]:
    numbers = {name: getattr(asked, name) for name in ("seats", "budget", "points")}
    for name, value in numbers.items():
        if value is not None and name not in counter.takes:
            raise Unfit(f"{counter.key} takes no --{name}")
    said = {"seats": given.seats or 1, "budget": getattr(given, "budget", None), "points": None}
    wanted = {name: numbers[name] or said[name] for name in counter.takes}
    missing = [name for name, value in wanted.items() if value is None]
    if missing:
        raise Unfit(f"{counter.key} needs --{missing[0]}")
    if (wanted.get("seats") or 0) > len(given.names):
        raise Unfit(f"{wanted['seats']} seats for {len(given.names)} options")
    return wanted


def _order(text: str | None, names: Mapping[int, str]) -> list[int] | None:
    if text is None:
        return None
    parts = [part.strip() for part in text.split(",")]
    order = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= len(str(max(names)))]
    if len(order) != len(parts) or sorted(order) != sorted(names):
        raise Unfit("--order must name every option once: " + ",".join(map(str, names)))
    return order
