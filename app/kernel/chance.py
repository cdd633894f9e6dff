"""The only place where chance comes in: unguessable names, orders that say nothing, and lots."""

import hashlib
import secrets
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_RANDOM = secrets.SystemRandom()


def token(size: int = 16) -> str:
    """An unguessable name of `size` random bytes, safe in a URL."""
    return secrets.token_urlsafe(size)


def digits(count: int = 6) -> str:
    """A one-time code of `count` decimal digits."""
    return "".join(secrets.choice("0123456789") for _ in range(count))


def shuffled(things: Sequence[T]) -> list[T]:
    """The same things in an order that says nothing."""
    order = list(things)
    _RANDOM.shuffle(order)
    return order


def between(least: float, most: float) -> float:
    """A number of the range, each as likely as any other."""
    return _RANDOM.uniform(least, most)


def weighted(things: Sequence[T], weights: Sequence[float]) -> T:
    """One of the things, each as likely as its weight says; the weights are not all 0."""
    return _RANDOM.choices(things, weights)[0]


def drawn(seed: str, names: Sequence[str]) -> list[str]:
    """The names in the order of a lot that anybody can draw again from the published seed.

    Each name is placed by SHA-256(seed, newline, name), the smallest first.
    """
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest())
