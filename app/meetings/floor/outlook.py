"""What overran, and what that does to the items that are still to come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.meetings.floor.entries import Slot
from app.meetings.floor.standing import NONE, Floor


@dataclass(frozen=True, slots=True)
class Forecast:
    """An item with its time: as planned with extensions, spent so far, and, where still to come, when it will begin."""

    slot: Slot
    given: timedelta
    spent: timedelta
    begins_at: datetime | None  # None for what is over or runs
    ends_at: datetime | None  # None for what is over
    is_too_late: bool  # whether it would end after the end of the meeting

    @property
    def over(self) -> timedelta:
        """By how much it overran; zero where it did not."""
        return max(self.spent - self.given, NONE)


def outlook(floor: Floor, *, now: datetime, ends_at: datetime) -> list[Forecast]:
    """Every item of the agenda in its order; those to come begin when what is before them has had its time.

    `ends_at` is when the meeting was to end.
    """
    moment = now
    if running := floor.slot:
        moment += max(floor.left(running), NONE)
    found = []
    for slot in floor.plan:
        given, spent = slot.planned + floor.extended[slot.item], floor.spent[slot.item]
        begins = ends = None
        if slot.item == floor.item:
            ends = now + max(given - spent, NONE)
        elif slot.item not in floor.begun:
            begins, moment = moment, moment + given
            ends = moment
        found.append(Forecast(slot, given, spent, begins, ends, is_too_late=ends is not None and ends > ends_at))
    return found
