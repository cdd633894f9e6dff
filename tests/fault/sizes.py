"""How large a proof is: full in `make fault`, small enough for every day in `make test`."""

import os
from typing import TypeVar

T = TypeVar("T")
FULL = os.environ.get("GOLMOK_FAULT") == "full"


def size(short: T, full: T) -> T:
    """The one that this run asks for."""
    return full if FULL else short
