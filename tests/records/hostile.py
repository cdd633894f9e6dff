"""Files that no honest program would hand a verifier: noise, torn records, traps in JSON, and lies signed by anyone."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from random import Random

from tests.records import mutations, tampering

VALUES = (
    b"[" * 30, b"[" * 100_000, b'{"a":' * 50_000, b"[" * 40 + b"]" * 40, b"[]", b"{}", b"null", b"true", b"0", b"-0",
    b"-1", b"1e400", b"1e-400", b"-1e999999999", b"0.1", b"NaN", b"Infinity", b"-Infinity", b"9" * 5_000,
    b"9007199254740991", b"9007199254740992", b"-9007199254740992", b"340282366920938463463374607431768211456", b'""',
    b'"\\u0000"', b'"\\ud800"', b'"\\udc00\\ud800"', b'"\xff"', b'"\xed\xa0\x80"', '"\u202e한"'.encode(),
    b'"' + b"a" * 100_000 + b'"', b'"0x10"', '"\u0661\u00b2"'.encode(), b'{"__proto__":{}}', b'{"":{"":[]}}',
    b'{"a":1,"a":2}', b"\x00", b" ", b"",
)  # fmt: skip
SIGNS = (
    b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\n", b"\r\n", b" ", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"//",
    b'"line":', b'"entry":', b'"head"', b'"rules"', b'"ballots"', b'"count"', b'"end"', b'"hash"', b'{"line":"receipt"',
)  # fmt: skip


def files(random: Random, records: Sequence[bytes]) -> Iterator[bytes]:
    """One file after the other, without an end; every sixth of a kind, made from one of these records."""
    while True:
        for make in (_noise, _torn, _with_a_trap, _tokens, _lines, _signed):
            yield make(random, random.choice(records))


def _noise(random: Random, record: bytes) -> bytes:
    noise = random.randbytes(random.choice((0, 1, 9, 300, 5_000)))
    at = random.randrange(len(record))
    return random.choice((noise, noise + b"\n", record[:at] + noise + record[at:], record + noise, noise + record))


def _torn(random: Random, record: bytes) -> bytes:
    start, end = sorted(random.randrange(len(record)) for _ in range(2))
    return random.choice((record[:end], record[:end] + b"\n", record[start:], record[start:end], record[:start] * 2))


def _with_a_trap(random: Random, record: bytes) -> bytes:
    """A value of the text another, whatever stands there; the entries may stand first, as in a ledger."""
    lines = record.splitlines(keepends=True)
    if random.random() < 0.3:
        lines = [line for line in lines if line.startswith(b'{"entry":')] or lines
    at = random.randrange(len(lines))
    before, colon, after = _parted(random, lines[at])
    lines[at] = before + colon + random.choice(VALUES) + after[_length_of_a_value(after) :]
    return b"".join(lines)


def _parted(random: Random, line: bytes) -> tuple[bytes, bytes, bytes]:
    places = [at for at, sign in enumerate(line) if sign in b":,["]
    at = random.choice(places) if places else 0
    return line[:at], line[at : at + 1], line[at + 1 :]


def _length_of_a_value(text: bytes) -> int:
    try:
        _read, end = json.JSONDecoder().raw_decode(text.decode())
    except (ValueError, RecursionError):
        return 0
    return len(text.decode()[:end].encode())


def _tokens(random: Random, _record: bytes) -> bytes:
    return b"".join(random.choice((*SIGNS, *VALUES)) for _ in range(random.randrange(40))) + b"\n"


def _lines(random: Random, record: bytes) -> bytes:
    """Whole lines of a record, in any order and number."""
    lines = record.splitlines(keepends=True)
    return b"".join(random.choice((*lines, b"\n", b"null\n", b"{}\n")) for _ in range(random.randrange(30)))


def _signed(random: Random, record: bytes) -> bytes:
    """With a value of another type or size, and signed as a whole: anybody has a key to sign with."""
    if random.random() < 0.5:
        return mutations.of_a_value(random, record, record)
    body = b"".join(_with_a_trap(random, record).splitlines(keepends=True)[:-1])
    digest = hashlib.sha256(body).hexdigest()
    end = {"line": "end", "lines": body.count(b"\n"), "digest": digest, "signature": tampering.sign(digest)}
    return body + tampering.written([end])
