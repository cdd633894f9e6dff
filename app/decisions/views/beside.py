"""The gap beside the form of an answer: what a slice above shows there, and what it begins the form with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from app.decisions.models import Request


@dataclass(frozen=True)
class Beside:
    """What a slice above puts beside the form."""

    shown: Callable[[Request], str]  # HTML of a page of its own, "" for nothing
    begun: Callable[[Request, int], Mapping[str, Any]]  # what the text of this number says, by field


_BESIDE: dict[str, Beside] = {}


def stand_beside(name: str, beside: Beside) -> None:
    """Fill the gap; under the same name, what stood there goes."""
    _BESIDE[name] = beside


def shown(asked: Request) -> Markup:
    """What stands beside the form, for the officer who has the request."""
    return Markup("").join(Markup(one.shown(asked)) for one in _BESIDE.values())  # noqa: S704 - their own pages


def begun(asked: Request, number: int | None) -> dict[str, Any]:
    """What the form begins with where the officer chose a text kept ready."""
    words: dict[str, Any] = {}
    for one in _BESIDE.values() if number else ():
        words |= one.begun(asked, number or 0)
    return words
