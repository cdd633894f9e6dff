"""Which cells of a breakdown are kept back: those of few people, and those from which sums would give them away.

Primary and complementary suppression as in Hundepool et al., Statistical Disclosure Control (Wiley, 2012), chapter 4.
A cell that is kept back may still be narrowed down by what is told: the numbers beside it and the sums. It counts as
protected where at least LEAST + 1 values fit all of that.
"""

from collections.abc import Sequence

LEAST = 5  # people: a cell of fewer is kept back; see app/polls/methods/rules.py


def kept_back(parts: Sequence[int], least: int = LEAST) -> frozenset[int]:
    """The places of the parts of one sum to keep back, where the sum itself is told.

    Of a single part nothing is kept back: it is the sum. Raises ValueError where a part is negative.
    """
    if any(part < 0 for part in parts):
        raise ValueError("a number of people is not negative")
    hidden = {place for place, part in enumerate(parts) if part < least}
    if not hidden or len(parts) == 1:
        return frozenset()
    while len(hidden) < 2 or sum(parts[place] for place in hidden) < least:
        others = [place for place in range(len(parts)) if place not in hidden]
        if not others:
            break
        hidden.add(min(others, key=lambda place: (parts[place], place)))
    return frozenset(hidden)


def rows_kept_back(rows: Sequence[tuple[int, int]], least: int = LEAST) -> frozenset[int] | None:
    """The rows to keep back of a table of two columns, where every row's sum and both columns' sums are told.

    Both cells of such a row are kept back: one would give the other. A row that sums to nothing has nothing to keep.
    None where not even that protects: then the table is not told at all, nor the sums of its columns.
    """
    sums = [one + other for one, other in rows]
    some = [place for place, total in enumerate(sums) if total]
    hidden = {place for place in some if min(rows[place]) < least}
    while hidden and not _protects(rows, sums, hidden, least):
        others = [place for place in some if place not in hidden]
        if not others:
            return None
        hidden.add(min(others, key=lambda place: (sums[place], place)))
    return frozenset(hidden)


def _protects(rows: Sequence[tuple[int, int]], sums: Sequence[int], hidden: set[int], least: int) -> bool:
    """Whether every hidden cell could have so many values; where its row's sum is smaller, every one up to that."""
    column = sum(rows[place][0] for place in hidden)  # what is told of the column, less what is told of its cells
    every = sum(sums[place] for place in hidden)
    for place in hidden:
        lowest = max(0, column - (every - sums[place]))
        highest = min(sums[place], column)
        if highest - lowest < min(least, sums[place]):
            return False
    return True


def people(count: int, least: int = LEAST) -> int | None:
    """A number of people that stands alone: None where it tells of fewer than `least`. Nobody is told as 0."""
    return count if count == 0 or count >= least else None


def one_in_another(counts: Sequence[int], least: int = LEAST) -> list[int | None]:
    """Numbers of people of whom some may be among those of another, each told or None.

    One is told where it may stand alone and where what lies between it and each one told before is nobody or `least`.
    """
    told: list[int | None] = []
    for count in counts:
        apart = (people(abs(count - other), least) for other in told if other is not None)
        told.append(people(count, least) if all(difference is not None for difference in apart) else None)
    return told
