"""The plane of opinions: the two directions in which answers differ most, and where people and statements stand in it.

Small, Bjorkegren, Erkkilä, Shaw and Megill, Polis: scaling deliberation by mapping high dimensional opinion spaces,
Recerca 26 (2021).
"""

from dataclasses import dataclass

import numpy as np

from app.opinions.maths.votes import Floats, Id, Integers, Votes

_AXIS_DIGITS, _DIGITS = 12, 10  # what the last bits of the processor could change is cut off


@dataclass(frozen=True, eq=False)
class Spread:
    """What the plane is made of, one row a statement and one column a person.

    `votes` holds 0 where an answer is missing, `seen` is 1 where there is one (everywhere for a statement that was left
    out: its votes are 0 for everybody), `counts` how many answers each person has so.
    """

    votes: Floats
    seen: Floats
    counts: Floats

    @classmethod
    def of(cls, votes: Votes) -> "Spread":
        """The spread of the statements that somebody answered."""
        answers = votes.answers[:, votes.asked].T.copy()
        answers[votes.left_out[votes.asked]] = 0.0
        seen = ~np.isnan(answers)
        return cls(np.where(seen, answers, 0.0), seen.astype(np.float64), seen.sum(axis=0).astype(np.float64))

    def means(self, weights: Floats | None = None) -> Floats:
        """The mean answer to each statement among those who saw it; 0 where nobody did."""
        heavy = np.ones(self.votes.shape[1]) if weights is None else weights
        means: Floats = (self.votes @ heavy) / np.maximum(self.seen @ heavy, 1.0)
        return means

    def deviations(self, means: Floats) -> Floats:
        """Answers less the mean. A missing answer is put at the mean, so it deviates by 0."""
        deviations: Floats = self.votes - means[:, None] * self.seen
        return deviations


@dataclass(frozen=True, eq=False)
class Plane:
    """Mean answers, the two directions (a row each, of length 1 or 0) and the positions of all people."""

    means: Floats
    axes: Floats
    positions: Floats

    @property
    def statements(self) -> Floats:
        """Where one would stand who agreed with this statement and answered no other."""
        positions: Floats = np.sqrt(len(self.means)) * ((1.0 - self.means) * self.axes).T
        return positions

    @property
    def extremity(self) -> Floats:
        """How far from the middle each statement stands: the larger, the more it divides."""
        extremity: Floats = np.hypot(*self.statements.T)
        return extremity


def plane_of(spread: Spread, weights: Floats | None = None) -> Plane:
    """The plane of these answers; `weights` says how often each person counts."""
    means = spread.means(weights)
    deviations = spread.deviations(means)
    axes = principal_axes(deviations if weights is None else deviations * np.sqrt(weights))
    return Plane(means, axes, project(deviations, axes, spread.counts))


def extremities(votes: Votes) -> dict[Id, float]:
    """How far from the middle each statement stands that somebody answered; of groups nothing is worked out."""
    plane = plane_of(Spread.of(votes))
    return {votes.statements[column]: float(far) for column, far in zip(votes.asked, plane.extremity, strict=True)}


def principal_axes(deviations: Floats) -> Floats:
    """The first two right singular vectors of people by statements, 0 where there is no second direction.

    They are the eigenvectors of the statements' products with one another, which is a small matrix. Each points so that
    its largest part is positive.
    """
    size = len(deviations)
    axes = np.zeros((2, size))
    if not size:
        return axes
    values, vectors = np.linalg.eigh(deviations @ deviations.T)
    for place in range(min(2, size)):
        if values[-1 - place] > 1e-12 * max(values[-1], 1.0):
            axes[place] = _turned(vectors[:, -1 - place].round(_AXIS_DIGITS))
    return axes


def _turned(vector: Floats) -> Floats:
    largest = np.argmax(np.abs(vector))
    return -vector if vector[largest] < 0 else vector


def project(deviations: Floats, axes: Floats, counts: Floats) -> Floats:
    """Positions from the answers that were given, stretched by sqrt(statements / answers) for those who gave few."""
    stretch = np.sqrt(len(deviations) / np.maximum(counts, 1.0))
    positions: Floats = ((axes @ deviations) * stretch).T.round(_DIGITS)
    return positions


@dataclass(frozen=True, eq=False)
class Deck:
    """The answers of each statement in a pile, to be dealt anew among those who saw it."""

    size: tuple[int, int]
    cards: Floats  # deviations from the mean, pile after pile
    places: Integers  # where each lies in the flat matrix
    ends: tuple[int, ...]

    @classmethod
    def of(cls, spread: Spread) -> "Deck":
        """The piles; a statement that was left out has none, as all its answers are the same."""
        rows, columns = np.nonzero((spread.seen > 0) & (spread.votes != 0).any(axis=1)[:, None])
        ends = np.cumsum(np.bincount(rows, minlength=len(spread.votes)))
        cards = spread.deviations(spread.means())[rows, columns]
        statements, people = spread.votes.shape
        return cls((statements, people), cards, rows * people + columns, tuple(int(end) for end in ends))

    def dealt(self, chance: np.random.Generator) -> Floats:
        """Deviations in which nothing but chance holds answers together; the means stay as they are."""
        cards, start = self.cards.copy(), 0
        for end in self.ends:
            chance.shuffle(cards[start:end])
            start = end
        deviations = np.zeros(self.size)
        deviations.reshape(-1)[self.places] = cards
        return deviations
