"""The figures of statements: counts, how sure they are, what a group stands for, what all share, and what to ask.

The formulas are those of Polis (Small et al. 2021) with its pseudo-counts; Wilson's interval is of JASA 22 (1927).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.opinions.maths.votes import AGREE, DISAGREE, PASS, Flags, Floats, Integers

SIGNIFICANT = 1.2816  # one-sided, 90 %
SURE = 1.959963984540054  # two-sided, 95 %
REPRESENTATIVE = MAJORITY = 5  # at most so many statements
META_PRIORITY = 49.0


@dataclass(frozen=True, eq=False)
class Counts:
    """How many agreed, disagreed and answered at all; an entry a statement, or a row a group."""

    agrees: Floats
    disagrees: Floats
    seen: Floats

    @property
    def passes(self) -> Floats:
        """How many passed."""
        return self.seen - self.agrees - self.disagrees

    def of(self, column: int) -> tuple[int, int, int, int]:
        """Of one statement: agrees, disagrees, passes, and all of them together."""
        parts = (self.agrees, self.disagrees, self.passes, self.seen)
        agrees, disagrees, passes, seen = (int(part[column]) for part in parts)
        return agrees, disagrees, passes, seen

    def less(self, other: "Counts") -> "Counts":
        """These without the others."""
        return Counts(self.agrees - other.agrees, self.disagrees - other.disagrees, self.seen - other.seen)


def counted(answers: Floats) -> Counts:
    """The counts of each column of a matrix of answers."""
    agrees, disagrees, seen = answers == AGREE, answers == DISAGREE, ~np.isnan(answers)
    return Counts(*(flags.sum(axis=0).astype(np.float64) for flags in (agrees, disagrees, seen)))


def counted_by_group(answers: Floats, labels: Integers) -> Counts:
    """The counts of each group: a row a group, a column a statement."""
    inside = (labels == np.arange(labels.max() + 1)[:, None]).astype(np.float64)
    agrees, disagrees, seen = answers == AGREE, answers == DISAGREE, ~np.isnan(answers)
    return Counts(*(inside @ flags for flags in (agrees, disagrees, seen)))


def probability(count: Floats, seen: Floats) -> Floats:
    """The share of those who saw it, drawn to a half by one vote on either side."""
    return (count + 1.0) / (seen + 2.0)


def probability_z(count: Floats, seen: Floats) -> Floats:
    """How far the share is from a half, in standard deviations."""
    z: Floats = 2.0 * np.sqrt(seen + 1.0) * ((count + 1.0) / (seen + 1.0) - 0.5)
    return z


def difference_z(count: Floats, seen: Floats, other: Floats, other_seen: Floats) -> Floats:
    """How far two shares are apart, in standard deviations; 0 where everybody is for it."""
    one, two = (count + 1.0) / (seen + 1.0), (other + 1.0) / (other_seen + 1.0)
    together = (count + other + 2.0) / (seen + other_seen + 2.0)
    variance = together * (1.0 - together) * (1.0 / (seen + 1.0) + 1.0 / (other_seen + 1.0))
    z: Floats = np.where(together < 1.0, (one - two) / np.sqrt(np.where(together < 1.0, variance, 1.0)), 0.0)
    return z


@dataclass(frozen=True, eq=False)
class Side:
    """One direction, agree or disagree: probability, its z, representativeness R, its z. A row a group."""

    p: Floats
    z: Floats
    r: Floats
    rz: Floats

    @classmethod
    def of(cls, count: Floats, seen: Floats, other: Floats, other_seen: Floats) -> "Side":
        """The figures of a count among those inside, and beside it among the others."""
        p = probability(count, seen)
        return cls(
            p,
            probability_z(count, seen),
            p / probability(other, other_seen),
            difference_z(count, seen, other, other_seen),
        )

    @property
    def significant(self) -> Flags:
        """Where both z are."""
        flags: Flags = (self.z > SIGNIFICANT) & (self.rz > SIGNIFICANT)
        return flags

    @property
    def metric(self) -> Floats:
        """What statements are ranked by."""
        return self.r * self.rz * self.p * self.z


@dataclass(frozen=True)
class Representative:
    """A statement that a group stands for (`agree`) or against, and the figures of that direction."""

    column: int
    agree: bool
    probability: float
    probability_z: float
    representativeness: float
    representativeness_z: float


def sides(by_group: Counts) -> tuple[Side, Side]:
    """Agree and disagree of each group beside all other groups together."""
    everybody = Counts(*(part.sum(axis=0) for part in (by_group.agrees, by_group.disagrees, by_group.seen)))
    rest = everybody.less(by_group)
    agree = Side.of(by_group.agrees, by_group.seen, rest.agrees, rest.seen)
    return agree, Side.of(by_group.disagrees, by_group.seen, rest.disagrees, rest.seen)


def representatives(by_group: Counts, columns: Sequence[int]) -> list[list[Representative]]:
    """What each group stands for among these columns: at most five statements, those agreed with first."""
    agree, disagree = sides(by_group)
    voted = by_group.agrees + by_group.disagrees > 0
    return [_of_group(agree, disagree, voted[group], group, columns) for group in range(len(by_group.seen))]


def _of_group(agree: Side, disagree: Side, voted: Flags, group: int, columns: Sequence[int]) -> list[Representative]:
    if not columns:
        return []
    best = _best_agree(agree, voted, group, columns)
    head = [] if best is None else [_told(agree, group, best, agree=True)]
    found = []
    for column in columns:
        if agree.significant[group, column] or disagree.significant[group, column]:
            towards = bool(agree.rz[group, column] > disagree.rz[group, column])
            side = agree if towards else disagree
            found.append((float(side.metric[group, column]), _told(side, group, column, agree=towards)))
    if not found:
        return head or [_most_different(agree, disagree, group, columns)]
    found.sort(key=lambda pair: -pair[0])
    chosen = [*head, *(one for _, one in found if one.column != best)][:REPRESENTATIVE]
    return sorted(chosen, key=lambda one: not one.agree)


def _best_agree(side: Side, voted: Flags, group: int, columns: Sequence[int]) -> int | None:
    """The statement that the group agrees with most for itself."""
    best: int | None = None
    metric, sureness = side.metric[group], side.p[group] * side.z[group]
    for column in columns:
        if not voted[column]:
            continue
        if best is None:
            own = side.r[group, column] > 1.0 and side.p[group, column] > 0.5
            better = bool(side.z[group, column] > SIGNIFICANT or own)
        else:
            measure = metric if side.r[group, best] > 1.0 else sureness
            better = bool(measure[column] > measure[best])
        best = column if better else best
    return best


def _most_different(agree: Side, disagree: Side, group: int, columns: Sequence[int]) -> Representative:
    column = max(columns, key=lambda one: max(agree.rz[group, one], disagree.rz[group, one]))
    towards = bool(agree.rz[group, column] > disagree.rz[group, column])
    return _told(agree if towards else disagree, group, column, agree=towards)


def _told(side: Side, group: int, column: int, *, agree: bool) -> Representative:
    return Representative(column, agree, *(float(part[group, column]) for part in (side.p, side.z, side.r, side.rz)))


def group_consensus(by_group: Counts) -> tuple[Floats, Floats]:
    """Group-informed consensus: the product over groups of the probability to agree, and to disagree."""
    agree, disagree = (probability(count, by_group.seen) for count in (by_group.agrees, by_group.disagrees))
    return agree.prod(axis=0), disagree.prod(axis=0)


def majority(count: Floats, seen: Floats, columns: Sequence[int]) -> list[int]:
    """The columns that most of all people surely share, the surest five first."""
    p, z = probability(count, seen), probability_z(count, seen)
    shared = [column for column in columns if p[column] > 0.5 and z[column] > SIGNIFICANT]
    return sorted(shared, key=lambda column: -float(p[column] * z[column]))[:MAJORITY]


def priority(agrees: float, passes: float, seen: float, extremity: float = 0.0, *, meta: bool = False) -> float:
    """The weight with which a statement is drawn as the next to ask: much agreed with, far out, or hardly seen.

    Counts are of the people in groups; a statement that nobody saw has extremity 0.
    """
    if meta:
        return META_PRIORITY
    agree, passed = (agrees + 1.0) / (seen + 2.0), (passes + 1.0) / (seen + 2.0)
    importance = agree * (1.0 - passed) * (1.0 + extremity)
    return float((importance * (1.0 + 8.0 * 2.0 ** (-seen / 5.0))) ** 2)


def wilson(count: float, seen: float, z: float = SURE) -> tuple[float, float]:
    """Between which shares the true one lies, 95 % sure; all of 0 to 1 where nobody answered."""
    if seen <= 0:
        return 0.0, 1.0
    share, square = count / seen, z * z
    middle = share + square / (2.0 * seen)
    reach = z * math.sqrt(share * (1.0 - share) / seen + square / (4.0 * seen * seen))
    low, high = ((middle + way * reach) / (1.0 + square / seen) for way in (-1.0, 1.0))
    return (0.0 if count <= 0 else max(0.0, low)), (1.0 if count >= seen else min(1.0, high))


def divisiveness(agrees: float, disagrees: float, seen: float) -> float:
    """How evenly a statement divides those who saw it: 1 if half agree and half disagree, 0 if only one side spoke."""
    return 2.0 * min(agrees, disagrees) / seen if seen else 0.0


def straight(answers: Floats) -> Flags:
    """Which rows are straight lines: at least ten answers, at least 95 % of them the same."""
    seen = (~np.isnan(answers)).sum(axis=1)
    same = np.max([(answers == vote).sum(axis=1) for vote in (AGREE, PASS, DISAGREE)], axis=0)
    flags: Flags = (seen >= 10) & (same >= 0.95 * seen - 1e-9)
    return flags
