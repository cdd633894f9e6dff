"""Whether numbers can be chosen so that all quotas are met: an exact search, the same on every machine."""

from collections.abc import Iterator, Sequence
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
    open_rows = [[kind for kind in row.kinds if low[kind] < high[kind]] for rows in attributes for row in rows]
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
    if any(a > b for a, b in zip(low, high, strict=True)):
        return False
    before = None
    while before != (low, high):
        before = ([*low], [*high])
        for rows in attributes:
            ranges = list(_ranges(rows, low, high))
            least, most = sum(a for a, _b in ranges), sum(b for _a, b in ranges)
            if any(a > b for a, b in ranges) or not least <= size <= most:
                return False
            for row, (a, b) in zip(rows, ranges, strict=True):
                _narrow_row(row.kinds, low, high, max(a, size - (most - b)), min(b, size - (least - a)))
    return True


def _ranges(rows: Sequence[Row], low: Sequence[int], high: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What each row can have: by its quota and by the ranges of its kinds."""
    for row in rows:
        yield max(row.least, sum(low[kind] for kind in row.kinds)), min(row.most, sum(high[kind] for kind in row.kinds))


def _narrow_row(kinds: Sequence[int], low: list[int], high: list[int], least: int, most: int) -> None:
    """A kind has at least what the others cannot bring and at most what they leave."""
    lows, highs = sum(low[kind] for kind in kinds), sum(high[kind] for kind in kinds)
    for kind in kinds:
        a, b = low[kind], high[kind]
        low[kind] = max(a, least - (highs - b))
        high[kind] = min(b, most - (lows - a))
