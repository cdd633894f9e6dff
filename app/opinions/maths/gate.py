"""The gate in front of groups: k-means finds groups in anything, so they count only where chance finds none as clear.

Four conditions: enough people, a silhouette that shuffled answers hardly reach, groups that come back when people are
drawn anew (bootstrap, by the adjusted Rand index of Hubert and Arabie, Journal of Classification 2, 1985), and no tiny
group.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.opinions.maths.grouping import Grouping, grouped
from app.opinions.maths.plane import Deck, Spread, plane_of, principal_axes, project
from app.opinions.maths.votes import Flags, Floats, Integers

PEOPLE, STABLE, SMALLEST, SMALLEST_SHARE, LEVEL = 30, 0.70, 5, 0.10, 0.95
# up to how many people × statements answers are shuffled so often, and people drawn anew so often: the more there are,
# the less chance moves the figures
ROUNDS = ((200_000, 99, 49), (1_000_000, 39, 25), (math.inf, 19, 15))
TOO_FEW_PEOPLE, NO_GROUPS = "too_few_people", "no_groups"
LIKE_CHANCE, UNSTABLE, GROUP_TOO_SMALL = "like_chance", "unstable", "group_too_small"
_MAP, _NULL, _AGAIN = 0, 1, 2  # a stream of chance for each purpose

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Gate:
    """Each figure beside the one it is held against; `missed` has a code for every condition that is not met.

    Figures are None where no groups were found at all. `silhouette_of_chance` is the 95th percentile of shuffled
    answers, which the silhouette must exceed; `stability` the median adjusted Rand index.
    """

    people: int
    people_needed: int
    silhouette: float | None
    silhouette_of_chance: float | None
    stability: float | None
    stability_needed: float
    smallest: int | None
    smallest_needed: int
    shuffles: int
    resamples: int
    missed: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether groups may be shown."""
        return not self.missed


@dataclass(frozen=True, eq=False)
class Trial:
    """What is put to the gate: the spread, who is in groups, and the seed of all chance."""

    spread: Spread
    clustered: Flags
    seed: int

    def grouping(self, positions: Floats) -> Grouping | None:
        """The groups of these positions."""
        return grouped(positions[self.clustered], self._chance(_MAP, 0))

    def shuffled(self, turn: int) -> float:
        """The silhouette that the same search finds in shuffled answers; 0 where it finds no groups."""
        chance = self._chance(_NULL, turn)
        deviations = self._deck.dealt(chance)
        positions = project(deviations, principal_axes(deviations), self.spread.counts)
        found = grouped(positions[self.clustered], chance)
        return found.silhouette if found else 0.0

    @cached_property
    def _deck(self) -> Deck:
        return Deck.of(self.spread)

    def resampled(self, turn: int, labels: Integers) -> float:
        """How far groups of people drawn with replacement agree with `labels`, by those who were drawn."""
        chance = self._chance(_AGAIN, turn)
        people = len(self.clustered)
        drawn = np.bincount(chance.integers(0, people, people), minlength=people).astype(np.float64)
        inside = self.clustered & (drawn > 0)
        again = grouped(plane_of(self.spread, drawn).positions[inside], chance, drawn[inside])
        return adjusted_rand(labels[inside[self.clustered]], again.labels) if again else 0.0

    def _chance(self, purpose: int, turn: int) -> np.random.Generator:
        return np.random.default_rng([self.seed, purpose, turn])


def rounds(spread: Spread) -> tuple[int, int]:
    """How often answers are shuffled, and people drawn anew."""
    return next((shuffles, resamples) for most, shuffles, resamples in ROUNDS if spread.votes.size <= most)


def judged(trial: Trial, found: Grouping | None, progress: Progress) -> Gate:
    """The gate of what was found; `progress` is told how many rounds are done, of how many."""
    people = int(trial.clustered.sum())
    smallest_needed = max(SMALLEST, math.ceil(SMALLEST_SHARE * people - 1e-9))
    if found is None:
        missed = (*((TOO_FEW_PEOPLE,) if people < PEOPLE else ()), NO_GROUPS)
        return Gate(people, PEOPLE, None, None, None, STABLE, None, smallest_needed, 0, 0, missed)
    shuffles, resamples = rounds(trial.spread)
    told = _counting(progress, shuffles + resamples)
    by_chance = percentile([told(trial.shuffled(turn)) for turn in range(shuffles)])
    stability = float(np.median([told(trial.resampled(turn, found.labels)) for turn in range(resamples)]))
    conditions = (
        (TOO_FEW_PEOPLE, people >= PEOPLE),
        (LIKE_CHANCE, found.silhouette > by_chance),
        (UNSTABLE, stability >= STABLE),
        (GROUP_TOO_SMALL, min(found.sizes) >= smallest_needed),
    )
    return Gate(
        people, PEOPLE, found.silhouette, by_chance, stability, STABLE, min(found.sizes), smallest_needed,
        shuffles, resamples, tuple(code for code, met in conditions if not met),
    )  # fmt: skip


def percentile(values: Sequence[float]) -> float:
    """The value that only one in twenty of chance's exceed: so many of them, the found one counted, are no smaller."""
    place = math.ceil(LEVEL * (len(values) + 1) - 1e-9)
    return sorted(values)[place - 1]


def adjusted_rand(one: Integers, other: Integers) -> float:
    """How far two groupings of the same people agree: 1 the same, about 0 what chance gives."""
    table = np.zeros((one.max(initial=0) + 1, other.max(initial=0) + 1))
    np.add.at(table, (one, other), 1.0)
    pairs, rows, columns = (_pairs(part) for part in (table, table.sum(axis=1), table.sum(axis=0)))
    expected = rows * columns / max(_pairs(table.sum()), 1.0)
    most = (rows + columns) / 2.0
    return (pairs - expected) / (most - expected) if most > expected else 1.0


def _pairs(counts: Floats) -> float:
    return float((counts * (counts - 1.0)).sum() / 2.0)


def _counting(progress: Progress, total: int) -> Callable[[float], float]:
    """Hands a figure through, and tells that one more round is done."""
    done = 0

    def told(value: float) -> float:
        nonlocal done
        done += 1
        progress(done, total)
        return value

    return told
