"""How long it takes to count a large box, beside a straightforward count of the same ballots one by one."""

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from app.polls.methods.approval import approval
from app.polls.methods.budget_equal_shares import budget_equal_shares
from app.polls.methods.files.pb import read_pb
from app.polls.methods.irv import irv
from app.polls.methods.majority_judgement import majority_judgement
from app.polls.methods.points import Pointed, grouped
from app.polls.methods.rankings import Ranked
from app.polls.methods.schulze import schulze
from app.polls.methods.score import score
from app.polls.methods.shares import equal_shares
from app.polls.methods.stv_meek import stv_meek
from app.polls.methods.stv_scottish import stv_scottish
from benchmarks import libraries, plain_counts

BALLOTS, OPTIONS, SEATS = 100_000, range(1, 21), 5
IN_THE_BOX = 1_000_000
FEW = 1_000  # for the library's count after Meek
VOTERS, PROJECTS, BUDGET = 10_000, range(1, 51), 20_000_000
BUDGETS = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data" / "elections" / "pabulib"


Library = Callable[[], Any] | None


@dataclass(frozen=True)
class Row:
    """Seconds of the processor to count so many ballots, so many of them different.

    `plain` is for one by one, None where that is not asked; `library` for a library, None where none is at hand.
    """

    name: str
    ballots: int
    different: int
    seconds: float
    plain: float | None
    library: float | None = None


def measure() -> Iterator[Row]:
    """The counts one after the other; raises SystemExit where one finds another winner than the straightforward one."""
    chance = Random(20)
    liked = [chance.random() for _ in OPTIONS]
    yield from _rankings("every one different", [tuple(chance.sample(OPTIONS, len(OPTIONS))) for _ in range(BALLOTS)])
    yield from _rankings("as people rank", [_short(chance, liked) for _ in range(BALLOTS)])
    yield from _points(chance, liked)
    yield from _shares(chance)
    yield _in_the_box(chance, liked)


def _in_the_box(chance: Random, liked: Sequence[float]) -> Row:
    """Up to five marks a ballot in a table of SQLite: grouped there and counted, beside reading and adding each."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(f"{folder}/box.db")) as box:
        box.execute("CREATE TABLE ballot (nonce_hash TEXT PRIMARY KEY, marks TEXT NOT NULL) WITHOUT ROWID")
        for start in range(0, IN_THE_BOX, BALLOTS):
            picked = (sorted(set(chance.choices(OPTIONS, liked, k=5))) for _ in range(BALLOTS))
            rows = [(f"{start + place:064x}", json.dumps(marks)) for place, marks in enumerate(picked)]
            box.executemany("INSERT INTO ballot VALUES (?, ?)", rows)
        read, grouping = _timed(partial(_grouped, box))
        result, counting = _timed(partial(approval, read, OPTIONS, order=list(OPTIONS)))
        found, slowly = _timed(partial(_one_by_one, box))
        theirs = libraries.points("score", _all(box), OPTIONS)
    if list(found) != list(result.elected):
        raise SystemExit(f"in the box: {result.elected} is not {found}")
    return Row(
        "approval, up to five marks, from SQLite",
        IN_THE_BOX,
        len(read),
        grouping + counting,
        slowly,
        _timed(theirs)[1] if theirs else None,
    )


def _grouped(box: sqlite3.Connection) -> list[Pointed]:
    rows = box.execute("SELECT marks, count(*) FROM ballot GROUP BY marks")
    return [Pointed(_marks(marks), count) for marks, count in rows]


def _one_by_one(box: sqlite3.Connection) -> list[int]:
    return plain_counts.points(_all(box), OPTIONS)


def _all(box: sqlite3.Connection) -> list[tuple[tuple[int, int], ...]]:
    return [_marks(marks) for (marks,) in box.execute("SELECT marks FROM ballot")]


def _marks(written: str) -> tuple[tuple[int, int], ...]:
    return tuple((option, 1) for option in json.loads(written))


def _short(chance: Random, liked: Sequence[float]) -> tuple[int, ...]:
    """A few options, the well-liked ones first more often."""
    named = min(len(OPTIONS), 1 + int(chance.expovariate(0.5)))
    return tuple(sorted(OPTIONS, key=lambda option: chance.random() ** (1 / liked[option - 1]), reverse=True)[:named])


def _rankings(kind: str, box: Sequence[tuple[int, ...]]) -> Iterator[Row]:
    ballots = [Ranked(tuple((option,) for option in line), 1) for line in box]
    # on all of these the library's own count after Meek had not ended after a quarter of an hour
    scottish, meek = libraries.seats("stv_scottish", box, OPTIONS, SEATS), None
    counts: list[tuple[str, Callable[..., Any], Callable[..., list[int]], Library]] = [
        ("instant run-off", irv, plain_counts.run_off, libraries.ranks("irv", box, OPTIONS)),
        ("Schulze", schulze, plain_counts.chains, libraries.ranks("schulze", box, OPTIONS)),
        ("STV, Scottish", partial(stv_scottish, seats=SEATS), partial(plain_counts.scottish, seats=SEATS), scottish),
        ("STV, Meek", partial(stv_meek, seats=SEATS), partial(plain_counts.meek, seats=SEATS), meek),
    ]
    for name, count, plain, library in counts:
        yield _row(f"{name}, {kind}", count, (ballots, OPTIONS), plain, (box, OPTIONS), library)
    few = box[:FEW]
    name, count, plain, _none = counts[-1]
    meek = libraries.seats("stv_meek", few, OPTIONS, SEATS)
    yield _row(f"{name}, {kind}", count, (ballots[:FEW], OPTIONS), plain, (few, OPTIONS), meek)


def _points(chance: Random, liked: Sequence[float]) -> Iterator[Row]:
    marked = [tuple((o, 1) for o in OPTIONS if chance.random() < liked[o - 1] / 2) for _ in range(BALLOTS)]
    graded = [tuple((o, chance.randint(0, 5)) for o in OPTIONS if chance.random() < 0.9) for _ in range(BALLOTS)]
    judged = [tuple((option, min(points, 4)) for option, points in marks) for marks in graded]  # five grades
    for name, count, box, plain, theirs in (
        ("approval", approval, marked, plain_counts.points, "score"),
        ("score", score, graded, plain_counts.points, "score"),
        ("majority judgement", majority_judgement, judged, plain_counts.judgement, "majority_judgement"),
    ):
        library = libraries.points(theirs, box, OPTIONS)
        yield _row(name, count, ([Pointed(marks, 1) for marks in box], OPTIONS), plain, (box, OPTIONS), library)


def _shares(chance: Random) -> Iterator[Row]:
    liked = [chance.random() ** 1.5 + 0.05 for _ in PROJECTS]
    picked = [set(chance.choices(PROJECTS, liked, k=chance.randint(1, 15))) for _ in range(VOTERS)]
    box = [tuple((option, 1) for option in sorted(options)) for options in picked]
    costs = {option: chance.randint(5, 400) * 10_000 for option in PROJECTS}
    ballots, share = grouped(Pointed(marks, 1) for marks in box), Fraction(BUDGET, VOTERS)
    once, library = (ballots, costs, share), libraries.shares(box, costs, BUDGET)
    yield _row("equal shares, one run", equal_shares, once, plain_counts.shares, (box, costs, share), library)
    grown = libraries.growing(box, costs, BUDGET)
    yield _row("equal shares, growing", budget_equal_shares, (ballots, costs, BUDGET), None, (), grown)
    largest = max(BUDGETS.glob("*.pb"), key=lambda path: path.stat().st_size, default=None)
    if largest is not None:
        with largest.open("rb") as file:
            found = read_pb(file)
        name = f"equal shares, growing, {largest.stem[:30]}"
        every = [one.points for one in found.ballots for _time in range(one.weight)]
        grown = libraries.growing(every, found.costs, found.budget)
        yield _row(name, budget_equal_shares, (found.ballots, found.costs, found.budget), None, (), grown)


def _row(
    name: str,
    count: Callable[..., Any],
    given: tuple[Any, ...],
    plain: Callable[..., list[int]] | None,
    plainly: tuple[Any, ...],
    library: Library = None,
) -> Row:
    order = list(given[1])
    result, seconds = _timed(lambda: count(*given, order=order))
    ballots = sum(ballot.weight for ballot in given[0])
    theirs = _timed(library)[1] if library else None
    if plain is None:
        return Row(name, ballots, len(set(given[0])), seconds, None, theirs)
    found, slowly = _timed(lambda: plain(*plainly))
    elected = result.bought if hasattr(result, "bought") else result.elected
    if sorted(found) != sorted(elected):
        raise SystemExit(f"{name}: {elected} is not {found}")
    return Row(name, ballots, len(set(given[0])), seconds, slowly, theirs)


def _timed(count: Callable[[], Any]) -> tuple[Any, float]:
    """Seconds of the processor: nothing here waits for anything else."""
    start = time.process_time()
    result = count()
    return result, time.process_time() - start
