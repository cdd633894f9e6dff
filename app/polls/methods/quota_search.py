"""Whether numbers can be chosen so that all quotas are met: an exact search, the same on every machine."""

from collections.abc import Sequence
from typing import NamedTuple

LIMIT = 20_000  # steps of one search
PATIENCE = 60  # steps of its first attempt
PRIME, SCRAMBLE = 10_007, 7_919  # every attempt has an order of its own


class Row(NamedTuple):
    """Of these kinds together at least and at most so many."""

    kinds: tuple[int, ...]
    least: int
    most: int


Attributes = Sequence[Sequence[Row]]  # the rows of one attribute hold every kind once


class Endless(Exception):
    """The search has taken more steps than it may, and knows neither yes nor no."""


def fill(
    least: Sequence[int],
    most: Sequence[int],
    attributes: Attributes,
    size: int,
    *,
    near: Sequence[int],
    limit: int = LIMIT,
) -> tuple[int, ...] | None:
    """How many of every kind, between `least` and `most` and `size` together, meet all rows; None where nothing does.

    Bounds are narrowed by every row and by `size`, then the range of one kind is halved, the half with the number that
    stands in `near` first. An attempt that takes long is begun anew with the kinds in another order, every time a
    quarter longer, until one has tried everything. Raises Endless after `limit` steps of all attempts.
    """
    steps, attempt, patience = 0, 0, PATIENCE
    while steps < limit:
        until = min(limit, steps + patience)
        waiting = [([*least], [*most])]
        while waiting and steps < until:
            steps += 1
            low, high = waiting.pop()
            if _narrow(low, high, attributes, size):
                kind = _next_kind(low, high, attributes, near, attempt)
                if kind is None:
                    return tuple(low)
                waiting += _halves(low, high, kind, near[kind])
        if not waiting:
            return None
        attempt, patience = attempt + 1, patience * 5 // 4
    raise Endless


def _next_kind(
    low: Sequence[int], high: Sequence[int], attributes: Attributes, near: Sequence[int], attempt: int
) -> int | None:
    """A kind with a range, of the row with the least choice left; None where every number is certain."""
    ranging = {kind for kind, (a, b) in enumerate(zip(low, high, strict=True)) if a < b}
    open_rows = [[kind for kind in row.kinds if kind in ranging] for rows in attributes for row in rows]
    tight = min(filter(None, open_rows), key=lambda kinds: sum(high[kind] - low[kind] for kind in kinds), default=None)
    if tight is None:
        return None
    turn = pow(SCRAMBLE, attempt, PRIME)
    far = 0 if attempt else 1
    return max(tight, key=lambda kind: (far * abs(near[kind] - low[kind]), (kind + 1) * turn % PRIME))


def _halves(low: list[int], high: list[int], kind: int, near: int) -> list[tuple[list[int], list[int]]]:
    """Both halves of the kind's range; the last one is tried first."""
    middle = (low[kind] + high[kind]) // 2
    lower, upper = (low, [*high]), ([*low], high)
    lower[1][kind], upper[0][kind] = middle, middle + 1
    return [upper, lower] if near <= middle else [lower, upper]


def _narrow(low: list[int], high: list[int], attributes: Attributes, size: int) -> bool:
    """Narrow the ranges until no row narrows them any more; False where a row cannot be met."""
    changed = True
    while changed:
        changed = False
        for rows in attributes:
            spreads = [_spread(row, low, high) for row in rows]
            least, most = sum(spread.least for spread in spreads), sum(spread.most for spread in spreads)
            if any(spread.least > spread.most for spread in spreads) or not least <= size <= most:
                return False
            for row, spread in zip(rows, spreads, strict=True):
                up = spread.highs - max(spread.least, size - (most - spread.most))
                down = min(spread.most, size - (least - spread.least)) - spread.lows
                if min(up, down) < spread.highs - spread.lows:
                    changed |= _narrow_row(row.kinds, low, high, up, down)
    return True


class _Spread(NamedTuple):
    """What a row can have: by its quota and by the ranges of its kinds, and the sums of these ranges."""

    least: int
    most: int
    lows: int
    highs: int


def _spread(row: Row, low: list[int], high: list[int]) -> _Spread:
    lows, highs = sum(map(low.__getitem__, row.kinds)), sum(map(high.__getitem__, row.kinds))
    return _Spread(max(row.least, lows), min(row.most, highs), lows, highs)


def _narrow_row(kinds: Sequence[int], low: list[int], high: list[int], up: int, down: int) -> bool:
    """Whether a range was narrowed: a kind can be `up` below its highest and `down` above its lowest, and no more."""
    changed = False
    for kind in kinds:
        a, b = low[kind], high[kind]
        if b - a > up:
            low[kind], changed = b - up, True
        if b - a > down:
            high[kind], changed = a + down, True
    return changed
