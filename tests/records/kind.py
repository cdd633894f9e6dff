"""What a kind of record is made from, and the boxes that several kinds share."""

from collections.abc import Sequence
from typing import Any, NamedTuple

BLANK = [0]
TOO_MANY_NEEDED = {"quorum_basis": "count", "quorum_value": 40}
CYCLE = [[1, 2, 3, 4]] * 7 + [[3, 1, 2, 0]] * 7 + [[2, 3, 1, 0]] * 7
UNEVEN = [[1, 2, 3]] * 18 + [[3, 1, 2]] * 16 + [[2, 3, 1]] * 12 + [[1, 0, 1]] * 4


class Kind(NamedTuple):
    """A poll: its ballots, the bylaws of its council, what else its draft holds."""

    ballots: Sequence[Sequence[int]]
    bylaws: dict[str, Any] = {}
    draft: dict[str, Any] = {}


def numbers(method: str, choices: int) -> dict[str, Any]:
    return {"method": method, "choices": choices}
