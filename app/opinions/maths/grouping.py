"""Groups of people who stand near each other: base clusters, k-means from many starts, and how many groups there are.

k-means++ starts: Arthur and Vassilvitskii, SODA 2007. Silhouette: Rousseeuw, Journal of Computational and Applied
Mathematics 20 (1987).
"""

from dataclasses import dataclass

import numpy as np

from app.opinions.maths.votes import Floats, Integers

BASE_CLUSTERS, BASE_ROUNDS, STILL = 100, 10, 0.01
MOST_GROUPS, STARTS, ROUNDS = 5, 12, 30
_STRIPS = 10
_FAR = 1e9  # a centre that no point is nearest to


@dataclass(frozen=True, eq=False)
class Grouping:
    """The group of every person (0 is the largest), the middle of each group, and the silhouette of all."""

    labels: Integers
    centres: Floats
    silhouette: float

    @property
    def sizes(self) -> list[int]:
        """How many people each group has."""
        return [int(size) for size in np.bincount(self.labels, minlength=len(self.centres))]


@dataclass(frozen=True, eq=False)
class _Base:
    centres: Floats
    weights: Floats
    labels: Integers  # of every person


def grouped(positions: Floats, chance: np.random.Generator, weights: Floats | None = None) -> Grouping | None:
    """The grouping with the best mean silhouette; None where fewer than two positions differ.

    `weights` says how often each person counts. Groups are sorted by size, then by the angle of their middle.
    """
    heavy = np.ones(len(positions)) if weights is None else weights
    base = _base(positions, heavy)
    most = min(most_groups(len(base.centres)), len(np.unique(base.centres, axis=0)))
    if most < 2:
        return None
    found = _partitions(base, np.arange(2, most + 1), chance)
    scores = silhouettes(base.centres, found)
    best = int(np.argmax(scores.round(12)))
    return _sorted(positions, heavy, found[best][base.labels], float(scores[best]))


def most_groups(base_clusters: int) -> int:
    """How many groups are tried at most."""
    return min(MOST_GROUPS, 2 + base_clusters // 12)


def silhouettes(points: Floats, partitions: Integers) -> Floats:
    """The mean silhouette of each partition of the points; a point alone in its cluster counts 0."""
    apart = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
    return np.array([_silhouette(apart, labels) for labels in partitions])


def _silhouette(apart: Floats, labels: Integers) -> float:
    inside = np.eye(labels.max() + 1)[labels]
    sizes, rows = inside.sum(axis=0), np.arange(len(labels))
    if np.count_nonzero(sizes) < 2:
        return 0.0
    sums = apart @ inside
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1.0, 1.0)
    means = np.where(sizes > 0, sums / np.maximum(sizes, 1.0), np.inf)
    means[rows, labels] = np.inf
    other = means.min(axis=1)
    widths = (other - own) / np.maximum(np.maximum(own, other), 1e-300)
    return float(np.where(sizes[labels] > 1, widths, 0.0).mean())


def _base(positions: Floats, weights: Floats) -> _Base:
    """At most 100 base clusters; up to 100 people are one each."""
    if len(positions) <= BASE_CLUSTERS:
        return _Base(positions, weights, np.arange(len(positions)))
    _, centres = _middles(positions, weights, _strips(positions), np.zeros((BASE_CLUSTERS, 2)))
    homogeneous = np.column_stack([positions, np.ones(len(positions))])
    for _ in range(BASE_ROUNDS):
        labels = _nearest(homogeneous, centres)
        sizes, moved = _middles(positions, weights, labels, centres)
        still = np.abs(moved - centres).max() < STILL
        centres = moved
        if still:
            break
    labels = _nearest(homogeneous, centres)
    sizes, centres = _middles(positions, weights, labels, centres)
    kept = sizes > 0
    return _Base(centres[kept], sizes[kept], (np.cumsum(kept) - 1)[labels])


def _strips(positions: Floats) -> Integers:
    """Where base clusters start: ten strips of equally many people, each cut into ten."""
    turns = np.arange(len(positions))
    strips, cells = np.empty_like(turns), np.empty_like(turns)
    strips[np.lexsort(positions.T[::-1])] = turns * _STRIPS // len(turns)
    cells[np.lexsort((*positions.T, strips))] = turns * BASE_CLUSTERS // len(turns)
    return cells


def _nearest(homogeneous: Floats, centres: Floats) -> Integers:
    """The nearest centre of each point."""
    nearest: Integers = (homogeneous @ _planes(centres).T).argmin(axis=1)
    return nearest


def _planes(centres: Floats) -> Floats:
    """What makes of a point (x, y, 1) its square distance to each centre, less the point's own square."""
    return np.column_stack([-2.0 * centres, (centres * centres).sum(axis=1)])


def _middles(positions: Floats, weights: Floats, labels: Integers, before: Floats) -> tuple[Floats, Floats]:
    """Weight and middle of each cluster; an empty one stays where it was."""
    count = len(before)
    sizes: Floats = np.bincount(labels, weights, count).astype(np.float64)
    sums = [np.bincount(labels, weights * column, count) for column in positions.T]
    middles = np.column_stack(sums) / np.maximum(sizes, 1e-300)[:, None]
    return sizes, np.where(sizes[:, None] > 0, middles, before)


def _partitions(base: _Base, counts: Integers, chance: np.random.Generator) -> Integers:
    """The best of many starts for each number of groups, one row each: all starts of all numbers run side by side."""
    asked = np.repeat(counts, STARTS)
    centres = _seeds(base, asked, chance)
    runs, groups = centres.shape[:2]
    homogeneous = np.column_stack([base.centres, np.ones(len(base.centres))])
    labels = np.full((runs, len(homogeneous)), -1)
    for _ in range(ROUNDS):
        before, labels = labels, _apart(homogeneous, centres).argmin(axis=1)
        if np.array_equal(before, labels):
            break
        flat = (labels + groups * np.arange(runs)[:, None]).reshape(-1)
        heavy = np.tile(base.weights, runs)
        centres = _middles(np.tile(base.centres, (runs, 1)), heavy, flat, centres.reshape(-1, 2))[1].reshape(
            runs, -1, 2
        )
    costs = (_apart(homogeneous, centres).min(axis=1) @ base.weights).round(9).reshape(len(counts), STARTS)
    best: Integers = labels.reshape(len(counts), STARTS, -1)[np.arange(len(counts)), costs.argmin(axis=1)]
    return best


def _seeds(base: _Base, asked: Integers, chance: np.random.Generator) -> Floats:
    """The first centres of each run, far from each other by chance; a run of fewer groups has its last far away."""
    draws = chance.random((asked.max(), len(asked)))
    centres = np.full((len(asked), asked.max(), 2), _FAR)
    nearest = np.ones((len(asked), len(base.centres)))
    for place, draw in enumerate(draws):
        running = asked > place
        sums = np.cumsum(nearest[running] * base.weights, axis=1)
        drawn = (sums <= draw[running, None] * sums[:, -1:]).sum(axis=1)
        centres[running, place] = base.centres[np.minimum(drawn, len(base.centres) - 1)]
        apart = ((base.centres - centres[:, place, None]) ** 2).sum(axis=2)
        nearest = apart if place == 0 else np.minimum(nearest, apart)
    return centres


def _apart(homogeneous: Floats, centres: Floats) -> Floats:
    """Square distances of every point to the centres of each run, less the point's own square."""
    runs, groups = centres.shape[:2]
    return (_planes(centres.reshape(-1, 2)) @ homogeneous.T).reshape(runs, groups, -1)


def _sorted(positions: Floats, weights: Floats, labels: Integers, silhouette: float) -> Grouping:
    """Named anew from 0: the largest group first, equal ones by the angle of their middle."""
    _, labels = np.unique(labels, return_inverse=True)
    count = int(labels.max()) + 1
    sizes, centres = _middles(positions, weights, labels, np.zeros((count, 2)))
    order = np.lexsort((np.arctan2(centres[:, 1], centres[:, 0]), -sizes))
    return Grouping(np.argsort(order)[labels], centres[order], silhouette)
