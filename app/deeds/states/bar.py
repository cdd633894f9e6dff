"""Where the milestones of a commitment stand between its promise and its day: positions for a drawing, pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Pin:
    """A milestone on the bar: `at` from 0 to 100."""

    at: float
    is_done: bool


@dataclass(frozen=True)
class Bar:
    """The whole bar; `today` from 0 to 100, `done` how many of the milestones are."""

    first: date
    last: date
    today: float
    pins: tuple[Pin, ...]

    @property
    def done(self) -> int:
        """How many milestones are done."""
        return sum(pin.is_done for pin in self.pins)


def bar(first: date, last: date, today: date, milestones: Sequence[tuple[date, bool]]) -> Bar:
    """The bar from the first day to the last one that is named; a milestone outside widens it."""
    days = [day for day, _done in milestones]
    start, end = min([first, *days]), max([last, first, *days])
    whole = max((end - start).days, 1)

    def place(day: date) -> float:
        return min(max((day - start).days / whole * 100, 0.0), 100.0)

    return Bar(start, end, place(today), tuple(Pin(place(day), is_done) for day, is_done in milestones))
