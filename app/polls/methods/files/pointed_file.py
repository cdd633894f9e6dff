"""What a file with points holds once it is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.polls.methods.limits import Money
from app.polls.methods.points import Pointed


@dataclass(frozen=True)
class PointedFile:
    """Options by number from 1, in the order of the file, with equal ballots grouped.

    `costs`, `budget`, `seats` and `official` (what the file says was selected) are there where the format has them.
    """

    names: Mapping[int, str]
    ballots: tuple[Pointed, ...]
    costs: Mapping[int, Money]
    budget: Money | None = None
    official: frozenset[int] = frozenset()
    seats: int | None = None
