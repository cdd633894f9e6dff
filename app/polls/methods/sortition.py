"""추첨으로 위원 뽑기: members of a pool in the order of a lot, by strata or within quotas.

Chances are equal only among persons with the same attributes. Within overlapping quotas nobody's chance is made as
large as it could be: this is not the maximin fair drawing of Flanigan, Gölz, Gupta, Hennig and Procaccia, Fair
algorithms for selecting citizens' assemblies, Nature 596 (2021). A list of panels that such a program has made can be
published, and one of its rows drawn by a plain lot.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple, TypeVar

from app.polls.methods.quota_search import LIMIT, Attributes, Row, fill

Part = TypeVar("Part")
Values = tuple[str, ...]


class Pool(NamedTuple):
    """Who can be drawn: the names of the attributes, and what each person has of them."""

    attributes: tuple[str, ...]
    people: Mapping[str, Values]

    def values_of(self, person: str, attributes: Sequence[str]) -> Values:
        """What the person has of these attributes."""
        return tuple(self.people[person][self.attributes.index(attribute)] for attribute in attributes)


class Quota(NamedTuple):
    """At least and at most so many of the panel have this value of the attribute."""

    attribute: str
    value: str
    least: int
    most: int


class Impossible(Exception):
    """Nobody can be drawn so; the reason is a sentence."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def strata(pool: Pool, by: Sequence[str]) -> dict[Values, int]:
    """How many of the pool have each combination of these attributes, by code points."""
    return dict(sorted(Counter(pool.values_of(person, by) for person in pool.people).items()))


def apportion(sizes: Mapping[Part, int], seats: int, order: Sequence[Part]) -> dict[Part, int]:
    """Seats by largest remainder: size × seats / all, cut to whole seats, and one more where most was cut off.

    Equal remainders go by the order, which is drawn.
    """
    exact = {part: Fraction(size * seats, sum(sizes.values())) for part, size in sizes.items()}
    given = {part: floor(share) for part, share in exact.items()}
    waiting = sorted(sizes, key=lambda part: (given[part] - exact[part], order.index(part)))
    for part in waiting[: seats - sum(given.values())]:
        given[part] += 1
    return given


def by_strata(order: Sequence[str], pool: Pool, by: Sequence[str], numbers: Mapping[Values, int]) -> tuple[str, ...]:
    """Of every stratum the first in the drawn order, as many as its number.

    Raises Impossible where a stratum has fewer persons.
    """
    sizes, left = strata(pool, by), Counter(numbers)
    for stratum, number in numbers.items():
        if number > sizes.get(stratum, 0):
            raise Impossible(f"«{' '.join(stratum)}»: {number} are to be drawn of {sizes.get(stratum, 0)}")
    chosen = []
    for person in order:
        stratum = pool.values_of(person, by)
        if left[stratum]:
            left[stratum] -= 1
            chosen.append(person)
    return tuple(chosen)


def panel(
    order: Sequence[str], pool: Pool, quotas: Sequence[Quota], size: int, *, limit: int = LIMIT
) -> tuple[str, ...]:
    """The first panel in the drawn order that meets all quotas.

    Everybody in turn is taken, unless no panel that meets the quotas holds them and those taken before: of all such
    panels it has the earliest first person, of these the earliest second, and so on. A value without a quota can have
    any number. Raises Impossible where no panel meets the quotas, and Endless where one search takes more than `limit`
    steps, which depends on pool, quotas and order alone.
    """
    reason = _alone(pool, quotas, size)
    if reason:
        raise Impossible(reason)
    filling = _Filling(pool, quotas, size, limit)
    if not filling.begin():
        raise Impossible("each quota alone can be met, but no panel meets all of them together")
    return tuple(person for person in order if filling.take(person))


class _Filling:
    """A panel while it is filled; `found` always says how it can be completed."""

    def __init__(self, pool: Pool, quotas: Sequence[Quota], size: int, limit: int) -> None:
        named = tuple(dict.fromkeys(quota.attribute for quota in quotas))
        kinds = strata(pool, named)
        places = {kind: place for place, kind in enumerate(kinds)}
        self.kind_of = {person: places[pool.values_of(person, named)] for person in pool.people}
        self.rows = _rows(list(kinds), named, quotas, size)
        self.size, self.limit = size, limit
        self.taken, self.left = [0] * len(kinds), list(kinds.values())
        self.found: tuple[int, ...] = ()
        self.refused: set[int] = set()

    def begin(self) -> bool:
        """Whether there is a panel at all."""
        alike = [count * self.size // sum(self.left) for count in self.left]
        return self._search(self.taken, self.left, alike)

    def take(self, person: str) -> bool:
        """Whether this person, whose turn it is, is taken.

        A kind that was refused once stays refused: the more are taken and the fewer left, the less can be filled.
        """
        kind = self.kind_of[person]
        if self.found[kind] == self.taken[kind] and kind not in self.refused and not self._with(kind):
            self.refused.add(kind)
        self.left[kind] -= 1
        taken = self.found[kind] > self.taken[kind]
        self.taken[kind] += taken
        return taken

    def _with(self, kind: int) -> bool:
        """Whether the panel can be completed with one more of this kind."""
        least = [count + (place == kind) for place, count in enumerate(self.taken)]
        most = [count + more for count, more in zip(self.taken, self.left, strict=True)]
        return self._search(least, most, self.found)

    def _search(self, least: Sequence[int], most: Sequence[int], near: Sequence[int]) -> bool:
        found = fill(least, most, self.rows, self.size, near=near, limit=self.limit)
        self.found = found or self.found
        return found is not None


def _rows(kinds: Sequence[Values], named: Sequence[str], quotas: Sequence[Quota], size: int) -> Attributes:
    """A row for every value of every attribute, and one over all where nothing has a quota."""
    if not named:
        return [[Row(tuple(range(len(kinds))), 0, size)]]
    wanted = {(quota.attribute, quota.value): quota for quota in quotas}
    rows = []
    for place, attribute in enumerate(named):
        holders: dict[str, list[int]] = {}
        for number, kind in enumerate(kinds):
            holders.setdefault(kind[place], []).append(number)
        limits = {value: wanted.get((attribute, value), Quota(attribute, value, 0, size)) for value in holders}
        rows.append([Row(tuple(held), limits[value].least, limits[value].most) for value, held in holders.items()])
    return rows


def _alone(pool: Pool, quotas: Sequence[Quota], size: int) -> str:
    """Which quota, or the quotas of which attribute, cannot be met even alone; "" where there is none."""
    there = {
        attribute: Counter(values[place] for values in pool.people.values())
        for place, attribute in enumerate(pool.attributes)
    }
    if size > len(pool.people):
        return f"{size} are to be drawn of {len(pool.people)}"
    for quota in quotas:
        have = there[quota.attribute][quota.value]
        if quota.least > have:
            return f"{quota.attribute} «{quota.value}»: at least {quota.least} are wanted, the pool has {have}"
    for attribute in dict.fromkeys(quota.attribute for quota in quotas):
        reason = _sum(attribute, there[attribute], [quota for quota in quotas if quota.attribute == attribute], size)
        if reason:
            return reason
    return ""


def _sum(attribute: str, there: Mapping[str, int], quotas: Sequence[Quota], size: int) -> str:
    least = sum(quota.least for quota in quotas)
    free = sum(count for value, count in there.items() if value not in {quota.value for quota in quotas})
    most = free + sum(min(quota.most, there.get(quota.value, 0)) for quota in quotas)
    if least > size:
        return f"{attribute}: at least {least} are wanted together, the panel has {size}"
    return f"{attribute}: at most {most} can be taken together, the panel has {size}" if most < size else ""
