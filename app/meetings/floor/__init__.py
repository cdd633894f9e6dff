"""The floor of a meeting (회의 진행): pure functions that read its journal and say where the meeting stands.

A journal is a set of entries, each with a key and a moment. The floor is what follows from the set, in whatever order
the entries came in and however often each was sent: phones without network may write for themselves and merge later.
"""

from app.meetings.floor.entries import Entry, Kind, Slot, Wish
from app.meetings.floor.journal import Refused, fold
from app.meetings.floor.outlook import Forecast, outlook
from app.meetings.floor.queue import Because, Waiting, queue
from app.meetings.floor.standing import Extension, Floor, Parked, Poll, Turn, Why

__all__ = [
    "Because",
    "Entry",
    "Extension",
    "Floor",
    "Forecast",
    "Kind",
    "Parked",
    "Poll",
    "Refused",
    "Slot",
    "Turn",
    "Waiting",
    "Why",
    "Wish",
    "fold",
    "outlook",
    "queue",
]
