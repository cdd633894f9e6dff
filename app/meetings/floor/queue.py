"""Who speaks next: points of order, questions before opinions, then who was heard least. One queue for all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.meetings.floor.entries import Wish
from app.meetings.floor.standing import Floor, Turn


class Because(StrEnum):
    """Why somebody stands in front of the one behind."""

    ORDER = "order"
    QUESTION = "question"
    FIRST_TIME = "first_time"
    LESS_TIME = "less_time"
    FEWER_TURNS = "fewer_turns"
    EARLIER = "earlier"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place in the queue. `words` are the reason of whoever moved it, else empty."""

    turn: Turn
    because: Because
    words: str = ""


Place = tuple[int, bool, timedelta, int, datetime, str]


def queue(floor: Floor) -> list[Waiting]:
    """All who wait, first who speaks next, each with the reason for standing before the one behind.

    The order: what the floor is wanted for, who has not spoken today, least time, fewest turns, earliest. Moves by the
    facilitator are made upon that in the order in which they were made.
    """
    turns = sorted((turn for turn in floor.turns.values() if turn.waits), key=lambda turn: _place(floor, turn))
    moved = {key: reason for key, before, reason in floor.moves if _moved(turns, key, before)}
    behind = (*turns[1:], None)
    return [_waiting(floor, turn, after, moved) for turn, after in zip(turns, behind, strict=False)]


def _place(floor: Floor, turn: Turn) -> Place:
    spoken = floor.spoken(turn.speaker)
    rank = list(Wish).index(turn.wish)
    return rank, spoken > 0, floor.talked(turn.speaker), spoken, turn.asked_at, turn.key


def _moved(turns: list[Turn], key: str, before: str | None) -> bool:
    turn = next((one for one in turns if one.key == key), None)
    target = next((one for one in turns if one.key == before), None)
    if turn is None or (before is not None and target is None):
        return False
    turns.remove(turn)
    turns.insert(turns.index(target) if target else len(turns), turn)
    return True


def _waiting(floor: Floor, turn: Turn, behind: Turn | None, moved: dict[str, str]) -> Waiting:
    if turn.key in moved:
        return Waiting(turn, Because.MOVED, moved[turn.key])
    return Waiting(turn, _because(floor, turn, behind))


def _because(floor: Floor, turn: Turn, behind: Turn | None) -> Because:
    mine = _place(floor, turn)
    if behind is not None:
        theirs = _place(floor, behind)
        for reason, ours, other in zip(_REASONS, mine, theirs, strict=False):
            if ours != other:
                return reason(turn)
    return _kind(turn) if turn.wish is not Wish.OPINION else Because.FIRST_TIME if not mine[1] else Because.EARLIER


def _kind(turn: Turn) -> Because:
    return Because.ORDER if turn.wish is Wish.ORDER else Because.QUESTION


def _always(because: Because) -> Callable[[Turn], Because]:
    return lambda _turn: because


_REASONS: tuple[Callable[[Turn], Because], ...] = (
    _kind,
    _always(Because.FIRST_TIME),
    _always(Because.LESS_TIME),
    _always(Because.FEWER_TURNS),
    _always(Because.EARLIER),
)
