"""The sentences of the minutes in their order and with their numbers, whether still written or sealed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.meetings.models import Meeting, MinutesLine

FORMAT, VERSION = "golmok-minutes", 1


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is read. `number` is None where it is struck out; `item` is the place of its item, 0 for none.

    `line` is the row it is written in; None once the minutes are sealed.
    """

    number: int | None
    item: int
    kind: str
    text: str
    line: MinutesLine | None = None


@dataclass(frozen=True)
class Section:
    """Sentences that belong together: those of an item, or those around them, which have neither place nor title."""

    item: int
    title: str
    sentences: Sequence[Sentence]


def numbered(meeting: Meeting, lines: Sequence[MinutesLine]) -> list[Sentence]:
    """The lines as sentences: those that stand are numbered from 1. The meeting needs its items."""
    places = {item.id: place for place, item in enumerate(meeting.items, 1)}
    found, last = [], 0
    for line in lines:
        last += not line.is_struck
        number = None if line.is_struck else last
        found.append(Sentence(number, places.get(line.item_id or 0, 0), line.kind.value, line.text, line))
    return found


def content(meeting: Meeting, sentences: Iterable[Sentence]) -> dict[str, Any]:
    """What is sealed: the meeting, its items and the sentences that stand, of words and whole numbers alone."""
    opened, ended = meeting.opened_at or meeting.starts_at, meeting.ended_at or meeting.ends_at
    return {
        "format": FORMAT,
        "version": VERSION,
        "meeting": meeting.id,
        "council": {"id": meeting.council_id, "name": meeting.council.name, "number": meeting.council.number},
        "title": meeting.title,
        "place": meeting.place,
        "opened_at": opened.isoformat(),
        "ended_at": ended.isoformat(),
        "items": [item.title for item in meeting.items],
        "sentences": [
            {"number": one.number, "item": one.item, "kind": one.kind, "text": one.text}
            for one in sentences
            if one.number is not None
        ],
    }


def read_content(sealed: Mapping[str, Any]) -> list[Sentence]:
    """The sentences of minutes that were sealed."""
    return [Sentence(one["number"], one["item"], one["kind"], one["text"]) for one in sealed["sentences"]]


def sections(titles: Sequence[str], sentences: Iterable[Sentence]) -> list[Section]:
    """The sentences by the item they are about, in the order in which they stand."""
    return [
        Section(place, titles[place - 1] if place else "", list(together))
        for place, together in groupby(sentences, key=lambda one: one.item)
    ]
