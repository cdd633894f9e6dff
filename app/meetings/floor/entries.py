"""What stands in a journal, and the agenda that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What happened; beside each, the facts that its entry holds."""

    ITEM = "item.started"  # item, after (the item that ran when the button was pressed, None before the first)
    EXTENSION = "item.extended"  # item, minutes, yes, no
    PAUSE = "pause.begun"
    RESUMPTION = "pause.ended"
    WISH = "turn.asked"  # speaker, wish, is_remote
    CALL = "turn.called"  # turn, after (the turn that ran when the button was pressed, None where nobody spoke)
    END = "turn.ended"  # turn
    WITHDRAWAL = "turn.withdrawn"  # turn
    MOVE = "turn.moved"  # turn, before (the turn that it goes in front of, None for the end), reason
    PARKING = "matter.parked"  # text, speaker (None where nobody wants to be named)
    SETTLING = "matter.settled"  # matter, way
    TEMPERATURE = "temperature.taken"  # steps: how many showed each of the five, the coldest first


class Wish(StrEnum):
    """What somebody wants the floor for, in the order in which it is given."""

    ORDER = "order"  # 의사진행 발언
    QUESTION = "question"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a journal. `key` is unlike any other's; what was opened by an entry is named by its key later."""

    key: str
    at: datetime
    kind: Kind
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> tuple[datetime, str]:
        """Where it stands among all others: by its moment, and two of one moment by their keys."""
        return self.at, self.key


@dataclass(frozen=True, slots=True)
class Slot:
    """An item of the agenda, in its order, and the minutes that it was given."""

    item: int
    minutes: int

    @property
    def planned(self) -> timedelta:
        """The time that it was given."""
        return timedelta(minutes=self.minutes)
