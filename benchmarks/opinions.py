"""How long an opinion map takes, beside scikit-learn's PCA and KMeans on the same answers, once and without a gate."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.opinions.maths import Votes, analyse
from app.opinions.maths.gate import Trial
from app.opinions.maths.grouping import MOST_GROUPS, STARTS
from app.opinions.maths.plane import Spread, plane_of
from app.opinions.maths.polis_files import NAMES
from app.opinions.maths.polis_reading import read

try:
    from sklearn.cluster import KMeans
    from sklearn.decomposition import PCA
except ImportError:  # it comes with the audit alone
    PCA = KMeans = None

SIZES = ((1_921, 197), (10_000, 300))
GROUPS, STRAIGHT = 3, 20
DATA = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data"


@dataclass(frozen=True)
class Row:
    """Seconds of the processor: of the whole, and of the map alone beside scikit-learn's (None without)."""

    name: str
    people: int
    statements: int
    answers: int
    whole: float
    alone: float
    other: float | None


def measure() -> Iterator[Row]:
    """Made conversations, each with and without straight-liners, then the real ones that are at hand."""
    for people, statements in SIZES:
        answers = _answers(people, statements)
        yield _row("made, three groups", Votes.from_matrix(range(people), range(statements), answers))
        seen = ~np.isnan(answers[:STRAIGHT])
        answers[:STRAIGHT][seen] = 1.0
        name = f"made, {STRAIGHT} straight-liners"
        yield _row(name, Votes.from_matrix(range(people), range(statements), answers))
    for folder in sorted(DATA.glob("polis_*")):
        files = {name: (folder / name).read_bytes() for name in NAMES if (folder / name).is_file()}
        yield _row(folder.name, read(files).matrix())


def _answers(people: int, statements: int) -> Any:
    """Each person sees three statements in ten, and leans with a group on some of them."""
    chance = np.random.default_rng(20)
    lean = chance.normal(size=(GROUPS, statements))
    wish = lean[chance.integers(0, GROUPS, people)] + 1.5 * chance.normal(size=(people, statements))
    answers = np.select([wish > 0.5, wish < -0.5], [1.0, -1.0], 0.0)
    answers[chance.random(answers.shape) > 0.3] = np.nan
    return answers


def _row(name: str, votes: Votes) -> Row:
    whole = _seconds(lambda: analyse(votes, seed=1), 1)
    alone = _seconds(lambda: _map(votes), 3)
    other = _seconds(lambda: _others_map(votes), 3) if PCA else None
    return Row(name, len(votes.people), len(votes.statements), int(votes.seen.sum()), whole, alone, other)


def _map(votes: Votes) -> None:
    """Plane and groups, as they are computed once for the result."""
    fresh = Votes(votes.people, votes.statements, votes.answers, votes.hidden, votes.meta)
    Trial(Spread.of(fresh), fresh.clustered, 1).grouping(plane_of(Spread.of(fresh)).positions)


def _others_map(votes: Votes) -> None:
    """The same by scikit-learn: means put in, PCA, and k-means for 2 to 5 groups from as many starts."""
    answers = votes.answers[:, votes.asked]
    means = np.nanmean(answers, axis=0)
    places = PCA(n_components=2, random_state=1).fit_transform(np.where(np.isnan(answers), means, answers))
    for groups in range(2, MOST_GROUPS + 1):
        KMeans(groups, n_init=STARTS, random_state=1).fit(places)


def _seconds(work: Callable[[], object], times: int) -> float:
    """The median of so many runs, of all threads together."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return sorted(taken)[times // 2]
