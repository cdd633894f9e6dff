"""Records to check: of polls of every kind, as bytes, and the verifier that residents download."""

import importlib.util
from pathlib import Path
from types import ModuleType

from app.polls import queries
from app.polls.models import Poll
from app.records import service

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
