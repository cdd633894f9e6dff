"""By what a member is known at the door of one meeting: a number of four digits to say, and a code to scan.

The council's memberships have places 0, 1, 2 … in the order of their ids; none is ever deleted, so a place stays.
A keyed permutation of the four digits turns the place into the number: no two have the same, no number is kept, and
nobody without the pepper gets from one meeting's numbers to another's. It is a Feistel network whose rounds are keyed
hashes; the 10,001st membership and later ones have five digits or more, by cycle walking (Black and Rogaway,
Ciphers with arbitrary finite domains, 2002).
"""

from collections.abc import Callable

from app.kernel.security import keyed_hash, same

DIGITS = 4
_ROUNDS = 8
_TAG = 16  # signs of the hash in a code: guessing one is hopeless


def number_of(meeting_id: int, place: int) -> int:
    """The number of the membership at this place."""
    return _walk(place, lambda value, width: _feistel(meeting_id, value, width, 1))


def place_of(meeting_id: int, number: int) -> int:
    """The place of the membership that has the number, whether or not the council has so many."""
    return _walk(number, lambda value, width: _feistel(meeting_id, value, width, -1))


def shown(number: int) -> str:
    """The number as it is written and said: at least four digits."""
    return f"{number:0{DIGITS}d}"


def code_of(meeting_id: int, number: int) -> str:
    """What stands in the address of the QR code: the number, and a keyed hash that proves it is ours."""
    return f"{shown(number)}-{keyed_hash('check-in code', str(meeting_id), str(number))[:_TAG]}"


def number_in(meeting_id: int, code: str) -> int | None:
    """The number in a code of this meeting, None where it is none of ours."""
    digits = code.partition("-")[0]
    if not (digits.isascii() and digits.isdigit() and len(digits) < _TAG):
        return None
    number = int(digits)
    return number if same(code, code_of(meeting_id, number)) else None


def _walk(value: int, step: Callable[[int, int], int]) -> int:
    width = max(DIGITS, len(str(value)))
    least = 0 if width == DIGITS else 10 ** (width - 1)
    walked = step(value, width)
    while walked < least:
        walked = step(walked, width)
    return walked


def _feistel(meeting_id: int, value: int, width: int, way: int) -> int:
    """Mix the digits (way 1), or undo it (way -1): each round adds a keyed hash of one half to the other."""
    sizes = (10 ** (width - width // 2), 10 ** (width // 2))
    halves = list(divmod(value, sizes[1]))
    for turn in range(_ROUNDS)[::way]:
        side = turn % 2
        words = (str(meeting_id), str(width), str(turn), str(halves[1 - side]))
        halves[side] = (halves[side] + way * int(keyed_hash("check-in number", *words), 16)) % sizes[side]
    return int(halves[0] * sizes[1] + halves[1])
