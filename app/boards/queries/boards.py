"""The numbers of dongs, put together: as many statements for a city as for one dong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.boards.queries.commitments import COMMITMENTS
from app.boards.queries.meetings import MEETINGS, came
from app.boards.queries.polls import POLLS, turnout
from app.boards.queries.requests import REQUESTS, median_days
from app.boards.queries.sources import Dongs, Figure, Source
from app.boards.queries.voices import NO_VOICES, Voices, voices
from app.boards.states import Period, Span

SOURCES = (REQUESTS, COMMITMENTS, MEETINGS, POLLS)
Found = Mapping[Source, Mapping[int, Mapping[str, int]]]
FIGURES: Mapping[str, Figure] = {one.key: one for source in SOURCES for one in source.figures}


@dataclass(frozen=True)
class Answering:
    """How a centre answers: the parts of what waited for an answer in a period."""

    counts: Mapping[str, int]

    @property
    def waited(self) -> int:
        """All that was answered or still waits."""
        return self.counts.get("waited", 0)

    @property
    def answered(self) -> int:
        """What was answered."""
        return self.counts.get("answered", 0)

    @property
    def late(self) -> int:
        """What was answered after its last day."""
        return self.counts.get("late", 0)

    @property
    def overdue(self) -> int:
        """What waits although its last day is over."""
        return self.counts.get("overdue", 0)

    @property
    def waiting(self) -> int:
        """What waits and has time."""
        return self.counts.get("waiting", 0) - self.overdue


@dataclass(frozen=True)
class Board:
    """The numbers of one dong; None for people of whom nothing is told, and for shares and medians of nothing."""

    counts: Mapping[str, int] = field(default_factory=dict)
    median_days: float | None = None
    came: int = 0
    ballots: int = 0
    roll: int = 0
    voices: Voices = NO_VOICES

    @property
    def answering(self) -> Answering:
        """How its centre answers."""
        return Answering(self.counts)

    @property
    def in_time_share(self) -> float | None:
        """Of the requests that were due, the part that was answered in time."""
        due = self.counts["due"]
        return self.counts["in-time"] / due if due else None

    @property
    def turnout(self) -> float | None:
        """Of those who could vote in the polls whose numbers are shown, the part that did."""
        return self.ballots / self.roll if self.roll else None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened."""
        return not any(self.counts.values()) and self.voices.people == 0


def boards(dong_ids: Dongs, span: Span, now: datetime) -> Mapping[int, Board]:
    """The board of every dong of the dongs in which anything ever happened; six statements."""
    of = span.until(now)
    found = {source: source.counted(dong_ids, of) for source in (REQUESTS, COMMITMENTS)}
    found[MEETINGS] = MEETINGS.counted(dong_ids, of, came(of))
    found[POLLS] = POLLS.counted(dong_ids, of, *turnout(of))
    days, said = median_days(dong_ids, of), voices(dong_ids, span, now)
    everywhere = set(said).union(*found.values())
    return {dong_id: _board(dong_id, found, days.get(dong_id), said.get(dong_id)) for dong_id in everywhere}


def board(dong_id: int, span: Span, now: datetime) -> Board:
    """The board of one dong; six statements."""
    return boards([dong_id], span, now).get(dong_id, NOTHING)


NOTHING = Board(dict.fromkeys(FIGURES, 0))


def _board(dong_id: int, found: Found, days: float | None, said: Voices | None) -> Board:
    counts = dict(NOTHING.counts)
    sums = {"came": 0, "ballots": 0, "roll": 0}
    for of_dongs in found.values():
        for key, count in of_dongs.get(dong_id, {}).items():
            if key in counts:
                counts[key] = count
            elif key in sums:
                sums[key] = int(count)
    return Board(counts=counts, median_days=days, voices=said or NO_VOICES, **sums)


def answering(dong_id: int, of: Period) -> Answering:
    """How the centre of a dong answers; one statement."""
    return Answering(REQUESTS.counted([dong_id], of).get(dong_id, {}))
