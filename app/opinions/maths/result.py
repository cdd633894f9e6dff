"""What an opinion map tells, and how it is written down."""

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.opinions.maths.gate import Gate
from app.opinions.maths.grouping import BASE_CLUSTERS, MOST_GROUPS, STARTS
from app.opinions.maths.votes import Id

METHOD = 1  # to be raised whenever the same answers can give another result
_DIGITS = 9


@dataclass(frozen=True)
class Statement:
    """A statement: its counts among all people, the shares of agreeing and disagreeing with their 95 % intervals.

    `extremity` and the position are 0 where nobody answered; `priority` is the weight of asking it next. Consensus is
    the group-informed one, None where no groups are shown or the statement has no part in the map.
    """

    statement: Id
    hidden: bool
    meta: bool
    seen: int
    agrees: int
    disagrees: int
    passes: int
    agree_interval: tuple[float, float]
    disagree_interval: tuple[float, float]
    divisiveness: float
    extremity: float
    x: float
    y: float
    priority: float
    agree_consensus: float | None = None
    disagree_consensus: float | None = None


@dataclass(frozen=True)
class Stand:
    """What a group stands for, or against where `agree` is False, and the figures in that direction."""

    statement: Id
    agree: bool
    probability: float
    probability_z: float
    representativeness: float
    representativeness_z: float


@dataclass(frozen=True)
class Group:
    """A group that may be shown; the counts have an entry for each statement, in the order of all statements."""

    size: int
    x: float
    y: float
    agrees: tuple[int, ...]
    disagrees: tuple[int, ...]
    seen: tuple[int, ...]
    stands: tuple[Stand, ...]


@dataclass(frozen=True)
class Dot:
    """Where a person stands, and in which group; None where no groups are shown."""

    person: Id
    x: float
    y: float
    group: int | None


@dataclass(frozen=True)
class Analysis:
    """The result. It holds only what may be shown.

    `groups` is empty unless the gate is open. `dots` is empty with fewer than 30 people in groups, and has none for a
    person who would be a group alone. `majority_agree` and `majority_disagree` name what most of all people share.
    `without_straight_liners` is the same of all others where somebody always gave the same answer, else None.
    """

    fingerprint: str
    seed: int
    people: int
    answers: int
    gate: Gate
    statements: tuple[Statement, ...]
    groups: tuple[Group, ...]
    dots: tuple[Dot, ...]
    majority_agree: tuple[Id, ...]
    majority_disagree: tuple[Id, ...]
    straight_liners: tuple[Id, ...] = ()
    without_straight_liners: "Analysis | None" = None

    @property
    def parameters(self) -> dict[str, int | str]:
        """What to compute it again with, besides the answers."""
        fixed = {"base_clusters": BASE_CLUSTERS, "most_groups": MOST_GROUPS, "starts": STARTS}
        return {"method": METHOD, "numpy": np.__version__, "seed": self.seed, **fixed}

    def as_json(self, *, names: bool = False) -> dict[str, Any]:
        """Plain values for JSON, figures to nine decimals.

        Without `names` nobody's id is in it: straight-liners are only counted, and dots stand in the order of places.
        """
        told: dict[str, Any] = {
            part.name: _plain(getattr(self, part.name))
            for part in dataclasses.fields(self)
            if part.name not in ("seed", "without_straight_liners")
        }
        told["gate"]["open"] = self.gate.open
        told["parameters"] = self.parameters
        if not names:
            for dot in told["dots"]:
                del dot["person"]
            told["dots"].sort(key=lambda dot: (dot["x"], dot["y"], dot["group"] or 0))
            told["straight_liners"] = len(self.straight_liners)
        without = self.without_straight_liners
        told["without_straight_liners"] = without and without.as_json(names=names)
        return told


def _plain(value: Any) -> Any:
    """The same in lists, dictionaries and rounded figures."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return round(value, _DIGITS) + 0.0 if isinstance(value, float) else value
