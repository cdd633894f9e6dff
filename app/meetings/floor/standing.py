"""Where a meeting stands: the item, the clocks, who waits and speaks, and what was parked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.meetings.floor.entries import Slot, Wish

NONE = timedelta()


class Why(StrEnum):
    """Why an entry changed nothing."""

    ITEM_GONE = "item_gone"
    MOVED_ON = "moved_on"  # somebody else pressed first, on what was another screen then
    NO_ITEM = "no_item"
    NO_TURN = "no_turn"
    TURN_OVER = "turn_over"
    WAITS_ALREADY = "waits_already"
    NOT_WAITING = "not_waiting"
    NO_MATTER = "no_matter"
    SETTLED_ALREADY = "settled_already"
    MALFORMED = "malformed"


@dataclass(slots=True)
class Turn:
    """발언: somebody asks for the floor, may be called, and ends. `speaker` is the number at the door."""

    key: str
    speaker: int
    wish: Wish
    is_remote: bool
    asked_at: datetime
    item: int | None = None
    called_at: datetime | None = None
    is_over: bool = False
    spoke: timedelta = NONE

    @property
    def waits(self) -> bool:
        """Whether it is in the queue."""
        return self.called_at is None and not self.is_over


@dataclass(slots=True)
class Parked:
    """나중에 다룰 것: a matter beside the point, kept so that nobody has to insist on it."""

    key: str
    text: str
    speaker: int | None
    at: datetime
    item: int | None
    way: str = ""  # how it was settled; empty while it is open


@dataclass(frozen=True, slots=True)
class Poll:
    """온도: how many showed each of five steps, the coldest first. Nobody is named."""

    at: datetime
    item: int | None
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """More minutes for an item, and the hands for and against; given where more were for it."""

    item: int
    minutes: int
    yes: int
    no: int

    @property
    def is_given(self) -> bool:
        """Whether more hands wanted it than not."""
        return self.yes > self.no


@dataclass(slots=True)
class Floor:
    """What follows from the entries read so far. The clocks stand still during a pause."""

    plan: Sequence[Slot]
    item: int | None = None
    is_paused: bool = False
    read_to: datetime | None = None
    spent: defaultdict[int, timedelta] = field(default_factory=lambda: defaultdict(timedelta))
    extended: defaultdict[int, timedelta] = field(default_factory=lambda: defaultdict(timedelta))
    extensions: list[Extension] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)  # the items, in the order in which they were first begun
    turns: dict[str, Turn] = field(default_factory=dict)
    moves: list[tuple[str, str | None, str]] = field(default_factory=list)  # turn, in front of, reason
    matters: dict[str, Parked] = field(default_factory=dict)
    temperatures: list[Poll] = field(default_factory=list)

    @property
    def speaking(self) -> Turn | None:
        """Who has the floor."""
        return next((turn for turn in self.turns.values() if turn.called_at and not turn.is_over), None)

    @property
    def slot(self) -> Slot | None:
        """The item that is talked about; None before the first, or where it was taken off the agenda."""
        return self.slot_of(self.item)

    @property
    def next(self) -> Slot | None:
        """The first item on the agenda that was not begun."""
        return next((slot for slot in self.plan if slot.item not in self.begun), None)

    def slot_of(self, item: int | None) -> Slot | None:
        """The item's place on the agenda."""
        return next((slot for slot in self.plan if slot.item == item), None)

    def left(self, slot: Slot) -> timedelta:
        """How much of its time an item has left; below zero once it overran."""
        return slot.planned + self.extended[slot.item] - self.spent[slot.item]

    def talked(self, speaker: int) -> timedelta:
        """How long somebody has spoken in all."""
        return sum((turn.spoke for turn in self.turns.values() if turn.speaker == speaker), NONE)

    def spoken(self, speaker: int) -> int:
        """How often somebody was given the floor, the turn that runs among them."""
        return sum(turn.speaker == speaker and turn.called_at is not None for turn in self.turns.values())

    def run_to(self, moment: datetime) -> None:
        """Let the clocks of the item and of who speaks run on to the moment."""
        passed = moment - self.read_to if self.read_to and moment > self.read_to else NONE
        self.read_to = max(moment, self.read_to) if self.read_to else moment
        if self.is_paused:
            return
        if self.item is not None:
            self.spent[self.item] += passed
        if turn := self.speaking:
            turn.spoke += passed
