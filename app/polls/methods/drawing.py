"""What a lot can draw from a published list: an order, a sample, members by strata, a panel within quotas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.polls.methods.lot import draw
from app.polls.methods.sortition import Pool, Quota, Values, apportion, by_strata, panel, strata


@dataclass(frozen=True)
class Order:
    """Everybody, in the order drawn."""


@dataclass(frozen=True)
class Sample:
    """The first so many in the order drawn."""

    size: int


@dataclass(frozen=True)
class Strata:
    """Of every stratum the first in the order drawn: as many as `numbers` says, else `size` by largest remainder."""

    by: tuple[str, ...]
    size: int
    numbers: Mapping[Values, int] | None = None


@dataclass(frozen=True)
class Panel:
    """The first panel in the order drawn that meets all quotas."""

    size: int
    quotas: tuple[Quota, ...]


Drawing = Order | Sample | Strata | Panel


def result(drawing: Drawing, pool: Pool, seed: str) -> tuple[str, ...]:
    """Who is drawn with this seed, in the order drawn, of the pool in its published order.

    Equal remainders of strata go by a lot of their own, from the seed with the word strata behind a space. Raises
    Impossible where nobody can be drawn so, and Endless where the search for a panel takes too long.
    """
    order = draw(seed, tuple(pool.people))
    match drawing:
        case Sample(size):
            return order[:size]
        case Strata(by, size, numbers):
            return by_strata(order, pool, by, _numbers(strata(pool, by), size, seed) if numbers is None else numbers)
        case Panel(size, quotas):
            return panel(order, pool, quotas, size)
    return order


def _numbers(sizes: Mapping[Values, int], size: int, seed: str) -> Mapping[Values, int]:
    names: dict[str, Values] = {",".join(stratum): stratum for stratum in sizes}
    lot: Sequence[str] = draw(f"{seed} strata", tuple(names))
    return apportion(sizes, size, [names[name] for name in lot])
