"""Records to check: of polls of every kind, as bytes, and the verifier that residents download."""

import hashlib
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from app.kernel import ledger
from app.kernel.security import sign
from app.polls import queries
from app.polls.models import Poll
from app.records import service
from tests import factories
from tests.factories import cosigners, polls

VERIFY = Path(__file__).resolve().parents[2] / "app" / "static" / "verify.py"


def the_verifier() -> ModuleType:
    """verify.py as a module; it imports nothing of ours."""
    spec = importlib.util.spec_from_file_location("golmok_verify", VERIFY)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record_of(poll: Poll) -> bytes:
    """The record of a counted poll."""
    return "".join(service.record(queries.poll(poll.id))).encode()


def cosigned_and_another() -> tuple[bytes, bytes]:
    """Records of two polls of one council, the first of which the dong centre has cosigned."""
    council = factories.a_council()
    poll = polls.a_counted_poll([[1], [2], [1]] * 8, council, choices=3)
    cosigners.cosigned(*cosigners.a_centre(council))
    cosigned = record_of(poll)
    assert b'"line":"cosignature"' in cosigned
    return cosigned, record_of(polls.a_counted_poll([[1], [2], [2]] * 8, council, choices=3))


def resigned(lines: list[Any]) -> bytes:
    """What an insider with the key makes of changed lines: all hashes and signatures fit again."""
    previous = ledger.FIRST
    for line in lines:
        if line["line"] == "entry":
            line["entry"]["previous"] = previous
            previous = line["hash"] = hashlib.sha256(ledger.canonical(line["entry"]).encode()).hexdigest()
            line["signature"] = sign(previous)
    whole = "".join(ledger.canonical(line) + "\n" for line in lines[:-1])
    digest = hashlib.sha256(whole.encode()).hexdigest()
    end = {"line": "end", "lines": len(lines) - 1, "digest": digest, "signature": sign(digest)}
    return (whole + ledger.canonical(end) + "\n").encode()


def parts(record: bytes) -> list[Any]:
    """The lines of a record, read."""
    return [json.loads(line) for line in record.splitlines()]
