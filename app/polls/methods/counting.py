"""What every count shares: ties that only an order drawn outside may break, and results as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any, NamedTuple

Order = Sequence[int]  # all options, drawn outside before; where a rule cannot decide, the earlier one wins


class Tied(Exception):
    """The rule cannot decide between these options at this stage, and no order was drawn."""

    def __init__(self, options: Iterable[int], stage: str) -> None:
        self.options, self.stage = tuple(sorted(options)), stage
        super().__init__(f"{stage}: {', '.join(map(str, self.options))}")


class Broken(NamedTuple):
    """A tie that the order has broken."""

    stage: str
    options: tuple[int, ...]
    chosen: int


def equals(ties: Iterable[Broken]) -> tuple[int, ...]:
    """All options that stood in a tie, ascending."""
    return tuple(sorted({option for tie in ties for option in tie.options}))


def first(options: Iterable[int], order: Order | None, stage: str) -> int:
    """The one that the order puts first; raises Tied where there are several and no order."""
    return _pick(options, order, stage)[0]


def last(options: Iterable[int], order: Order | None, stage: str) -> int:
    """The one that the order puts last; raises Tied where there are several and no order."""
    return _pick(options, order, stage)[-1]


def _pick(options: Iterable[int], order: Order | None, stage: str) -> list[int]:
    several = sorted(options)
    if len(several) > 1 and order is None:
        raise Tied(several, stage)
    return sorted(several, key=order.index) if order is not None and len(several) > 1 else several


def as_json(result: Any) -> Any:
    """The result in what JSON knows: fractions as "p/q", or as integers where they are whole."""
    if isinstance(result, Fraction):
        return int(result) if result.denominator == 1 else f"{result.numerator}/{result.denominator}"
    if is_dataclass(result):
        return {field.name: as_json(getattr(result, field.name)) for field in fields(result)}
    if isinstance(result, tuple) and hasattr(result, "_asdict"):
        return {name: as_json(value) for name, value in result._asdict().items()}
    if isinstance(result, Mapping):
        return {str(key): as_json(value) for key, value in result.items()}
    return [as_json(part) for part in result] if isinstance(result, tuple | list) else result
