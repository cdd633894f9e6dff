"""What came of an attack: how many pairs are right, and how far a pairing is from chance."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from tests.fault.attacker import WAYS, Guess, Scene, Way, orders_beside


class Finding(NamedTuple):
    """What came of one way: right pairs, and the distance of the whole pairing from chance in standard deviations."""

    correct: int
    z: float

    def __str__(self) -> str:
        return f"{self.correct} (z {self.z:+.1f})"


def attack(scene: Scene, truth: dict[str, str], ways: dict[str, Way] | None = None) -> dict[str, Finding]:
    """Try every way, and every order of the voters that stands in some table; {way: what it found}."""
    tried = dict(WAYS if ways is None else ways)
    if ways is None:
        for name, order in orders_beside(scene):
            tried[f"{name}, scan"] = lambda scene, order=order: Guess(order, scene.ordered("ballot"))
    return {name: found(way(scene), scene.voters, truth) for name, way in tried.items()}


def found(guess: Guess, order: Sequence[str], truth: dict[str, str]) -> Finding:
    """Compare a guess with the truth {voter: ballot}; `order` is the order in which they voted."""
    pairs = list(zip(guess.voters, guess.ballots, strict=False))
    correct = sum(truth.get(voter) == ballot for voter, ballot in pairs)
    place = {voter: number for number, voter in enumerate(order)}
    of_ballot = {truth[voter]: number for voter, number in place.items()}
    places = [(place[voter], of_ballot[ballot]) for voter, ballot in pairs if voter in place and ballot in of_ballot]
    return Finding(correct, kendall_z(places, guess.groups))


def kendall_z(places: Sequence[tuple[int, int]], groups: tuple[int, ...] = ()) -> float:
    """Kendall's rank correlation as standard deviations from chance, inside groups of these sizes; 0 of nothing."""
    agreement, variance, start = 0, 0.0, 0
    for size in groups or (len(places),):
        part = [ballot for _voter, ballot in sorted(places[start : start + size])]
        start += size
        n = len(part)
        agreement += sum(1 if part[i] < part[j] else -1 for i in range(n) for j in range(i + 1, n))
        variance += n * (n - 1) * (2 * n + 5) / 18
    return agreement / math.sqrt(variance) if variance else 0.0
