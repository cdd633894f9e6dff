"""From entries to the floor: what each kind changes, and why some change nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.meetings.floor.entries import Entry, Kind, Slot, Wish
from app.meetings.floor.standing import Extension, Floor, Parked, Poll, Turn, Why

STEPS = 5  # of a temperature
LONGEST = 60  # minutes that an item may be given more at once


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that could not be, and why: for a person to look at."""

    entry: Entry
    why: Why


def fold(plan: Sequence[Slot], entries: Iterable[Entry], now: datetime) -> tuple[Floor, list[Refused]]:
    """Where the meeting stands at a moment, and what of its journal could not be.

    The result depends on the set of entries alone, neither on their order nor on how often one is given. An entry
    from after `now` is read as if it had just been made.
    """
    floor, refused = Floor(plan), []
    for entry in _in_order(entries):
        floor.run_to(min(entry.at, now))
        if why := apply(floor, entry):
            refused.append(Refused(entry, why))
    floor.run_to(now)
    return floor, refused


def _in_order(entries: Iterable[Entry]) -> Iterable[Entry]:
    """By moment; of several with one key the first."""
    first: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda one: (one.at, one.key, one.kind, repr(sorted(one.facts.items())))):
        first.setdefault(entry.key, entry)
    return first.values()


def apply(floor: Floor, entry: Entry) -> Why | None:
    """Change the floor as the entry says, or say why that cannot be."""
    try:
        return _MOVES[entry.kind](floor, entry)
    except (KeyError, TypeError, ValueError):
        return Why.MALFORMED


def _start(floor: Floor, entry: Entry) -> Why | None:
    item = int(entry.facts["item"])
    if floor.slot_of(item) is None:
        return Why.ITEM_GONE
    if entry.facts["after"] != floor.item and item != floor.item:
        return Why.MOVED_ON
    _end_speaking(floor)
    floor.item, floor.is_paused = item, False
    if item not in floor.begun:
        floor.begun.append(item)
    return None


def _extend(floor: Floor, entry: Entry) -> Why | None:
    item, minutes = int(entry.facts["item"]), int(entry.facts["minutes"])
    if floor.slot_of(item) is None:
        return Why.ITEM_GONE
    if not 0 < minutes <= LONGEST:
        return Why.MALFORMED
    asked = Extension(item, minutes, int(entry.facts["yes"]), int(entry.facts["no"]))
    floor.extensions.append(asked)
    if asked.is_given:
        floor.extended[item] += timedelta(minutes=minutes)
    return None


def _pause(floor: Floor, _entry: Entry) -> Why | None:
    if floor.item is None:
        return Why.NO_ITEM
    floor.is_paused = True
    return None


def _resume(floor: Floor, _entry: Entry) -> Why | None:
    floor.is_paused = False
    return None


def _ask(floor: Floor, entry: Entry) -> Why | None:
    speaker, wish = int(entry.facts["speaker"]), Wish(entry.facts["wish"])
    if any(turn.waits and turn.speaker == speaker for turn in floor.turns.values()):
        return Why.WAITS_ALREADY
    is_remote = bool(entry.facts.get("is_remote"))
    floor.turns[entry.key] = Turn(entry.key, speaker, wish, is_remote, entry.at, floor.item)
    return None


def _call(floor: Floor, entry: Entry) -> Why | None:
    turn = floor.turns.get(entry.facts["turn"])
    if turn is None:
        return Why.NO_TURN
    if not turn.waits:
        return Why.NOT_WAITING
    if entry.facts["after"] != (floor.speaking.key if floor.speaking else None):
        return Why.MOVED_ON
    _end_speaking(floor)
    turn.called_at, turn.item, floor.is_paused = entry.at, floor.item, False
    return None


def _end(floor: Floor, entry: Entry) -> Why | None:
    turn = floor.turns.get(entry.facts["turn"])
    if turn is None or turn.called_at is None:
        return Why.NO_TURN
    turn.is_over = True
    return None


def _withdraw(floor: Floor, entry: Entry) -> Why | None:
    turn = floor.turns.get(entry.facts["turn"])
    if turn is None:
        return Why.NO_TURN
    if turn.called_at is not None:
        return Why.TURN_OVER
    turn.is_over = True
    return None


def _move(floor: Floor, entry: Entry) -> Why | None:
    turn, before = floor.turns.get(entry.facts["turn"]), entry.facts["before"]
    if turn is None or (before is not None and before not in floor.turns):
        return Why.NO_TURN
    if not turn.waits or before == turn.key:
        return Why.NOT_WAITING
    floor.moves.append((turn.key, before, str(entry.facts["reason"])))
    return None


def _park(floor: Floor, entry: Entry) -> Why | None:
    speaker = entry.facts.get("speaker")
    floor.matters[entry.key] = Parked(entry.key, str(entry.facts["text"]), speaker, entry.at, floor.item)
    return None


def _settle(floor: Floor, entry: Entry) -> Why | None:
    matter, way = floor.matters.get(entry.facts["matter"]), str(entry.facts["way"])
    if matter is None:
        return Why.NO_MATTER
    if matter.way and matter.way != way:
        return Why.SETTLED_ALREADY
    matter.way = way
    return None


def _take_temperature(floor: Floor, entry: Entry) -> Why | None:
    steps = tuple(int(count) for count in entry.facts["steps"])
    if len(steps) != STEPS or min(steps) < 0:
        return Why.MALFORMED
    floor.temperatures.append(Poll(entry.at, floor.item, steps))
    return None


def _end_speaking(floor: Floor) -> None:
    if turn := floor.speaking:
        turn.is_over = True


_MOVES: dict[Kind, Callable[[Floor, Entry], Why | None]] = {
    Kind.ITEM: _start,
    Kind.EXTENSION: _extend,
    Kind.PAUSE: _pause,
    Kind.RESUMPTION: _resume,
    Kind.WISH: _ask,
    Kind.CALL: _call,
    Kind.END: _end,
    Kind.WITHDRAWAL: _withdraw,
    Kind.MOVE: _move,
    Kind.PARKING: _park,
    Kind.SETTLING: _settle,
    Kind.TEMPERATURE: _take_temperature,
}
