"""추첨: an order that anybody can draw again from a published text and a published list."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

BITS = 256


def draw(seed: str, ids: Sequence[str]) -> tuple[str, ...]:
    """All ids in the order drawn, after RFC 3797 (Eastlake 2004) with SHA-256 instead of MD5.

    Of the list as it was published, word after word picks one of those left, and the rest move up. A word is the hash
    of a counter, the seed in UTF-8 and the counter again; as in the RFC the counter is two bytes and starts at 0. RFC
    3797 takes remainders of uneven chance; here a word in the last, incomplete stretch is thrown away.
    Raises ValueError where an id stands twice or the list is longer than the counter can serve.
    """
    if len(set(ids)) < len(ids):
        raise ValueError("an id stands twice")
    if len(ids) > 60_000:  # the counter's 65,536 words leave room for those thrown away
        raise ValueError("more than 60,000 ids")
    left, stream = list(ids), words(seed)
    return tuple(left.pop(below(len(left), stream)) for _ in range(len(left)))


def words(seed: str) -> Iterator[int]:
    """The numbers of 256 bits that the seed gives, in order."""
    text = seed.encode()
    for counter in range(1 << 16):
        ends = counter.to_bytes(2, "big")
        yield int.from_bytes(sha256(ends + text + ends).digest(), "big")


def below(most: int, stream: Iterator[int], bits: int = BITS) -> int:
    """A number under `most`, each with equal chance, from the first word that lies in a complete stretch."""
    complete = (1 << bits) // most * most
    return next(word for word in stream if word < complete) % most
