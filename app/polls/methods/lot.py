"""추첨: an order that anybody can draw again from a published text and a published list."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

BITS = 256


def commitment(secret: str) -> str:
    """What is published before: SHA-256 of the secret in UTF-8, 64 hex digits."""
    return sha256(secret.encode()).hexdigest()


def list_hash(rows: Iterable[Sequence[str]]) -> str:
    """SHA-256 of the list: the cells of a row with commas between, a line feed after each row, UTF-8; 64 hex digits."""
    return sha256("".join(",".join(row) + "\n" for row in rows).encode()).hexdigest()


def seed(secret: str, source: str, list_hash: str) -> str:
    """SHA-256 of secret, line feed, source, line feed, hash of the list; 64 hex digits.

    The secret was committed to before the source was known, so neither who holds the secret nor who throws the dice
    chooses it.
    """
    return sha256(f"{secret}\n{source}\n{list_hash}".encode()).hexdigest()


def draw(seed: str, ids: Sequence[str]) -> tuple[str, ...]:
    """All ids in the order drawn, after RFC 3797 (Eastlake 2004) with SHA-256 instead of MD5.

    Of the list as it was published, word after word picks one of those left, and the rest move up. A word is the hash
    of a counter, the seed in UTF-8 and the counter again; as in the RFC the counter is two bytes and starts at 0. RFC
    3797 takes remainders of uneven chance; here a word in the last, incomplete stretch is thrown away.
    Raises ValueError where an id stands twice or the list is longer than the counter can serve.
    """
    if len(set(ids)) < len(ids):
        raise ValueError("an id stands twice")
    if len(ids) > LONGEST:
        raise ValueError(f"more than {LONGEST:,} ids")
    return pick_all(ids, words(seed))


LONGEST = 60_000  # ids; the counter's 65,536 words leave room for those thrown away


def pick_all(ids: Sequence[str], stream: Iterator[int], bits: int = BITS) -> tuple[str, ...]:
    """The ids in the order in which these words pick them (RFC 3797, section 4)."""
    left = list(ids)
    return tuple(left.pop(below(len(left), stream, bits)) for _ in range(len(left)))


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
