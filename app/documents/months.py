"""What a dong reports to its gu of a month: meetings, people, requests and answers, polls; in constant statements.

No resident is named, and no number tells of fewer than five voters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from app.boards.queries.meetings import BEGAN, CAME, held
from app.boards.queries.polls import counted
from app.boards.queries.requests import ANSWERS, REQUESTS
from app.boards.states import Period
from app.councils.models import Council
from app.decisions.states import Answer
from app.kernel import clock
from app.kernel.db import session
from app.meetings.models import AgendaItem, Meeting, Resolution
from app.polls.methods.rules import SMALL_NUMBER
from app.polls.models import Poll, Tally
from app.polls.states import Verdict

BACK = 24  # months that can be picked


@dataclass(frozen=True)
class Month(Period):
    """A month of the calendar in Seoul, as far as it has passed at `now`."""

    def __str__(self) -> str:
        """As addresses write it: 2026-11."""
        return f"{self.first:%Y-%m}"

    @property
    def ends(self) -> datetime:
        """The first moment after it, or now where it is not over."""
        following = (self.first + timedelta(days=31)).replace(day=1)
        return min(datetime.combine(following, time(), clock.SEOUL), self.now)


def month(text: str, now: datetime) -> Month | None:
    """The month of an address, from BACK months ago to this one; None where there is none."""
    return next((one for one in months(now) if str(one) == text), None)


def months(now: datetime) -> list[Month]:
    """The months that can be reported, the newest first."""
    this = clock.seoul(now).date().replace(day=1)
    count = this.year * 12 + this.month - 1
    return [Month(date((count - back) // 12, (count - back) % 12 + 1, 1), now) for back in range(BACK)]


@dataclass(frozen=True)
class Held:
    """A meeting that took place; how many came and how much was decided."""

    council: str
    title: str
    held_at: datetime
    came: int
    decided: int


@dataclass(frozen=True)
class Closed:
    """A poll that was counted; `ballots` is None where so few voted that numbers are not shown."""

    council: str
    question: str
    closed_at: datetime
    roll: int
    ballots: int | None
    verdict: Verdict


@dataclass(frozen=True)
class Requests:
    """Requests of the month: received in it, answered in it and of those too late; at its end waiting, and overdue."""

    received: int
    answers: Mapping[Answer, int]
    late: int
    waiting: int
    overdue: int

    @property
    def answered(self) -> int:
        """All answers of the month."""
        return sum(self.answers.values())


def meetings_held(dong_id: int, of: Month) -> list[Held]:
    """The meetings that took place, the first one first; one statement."""
    resolved = select(func.count(Resolution.id)).join(Resolution.item).where(AgendaItem.meeting_id == Meeting.id)
    rows = (
        select(Council.name, Meeting.title, BEGAN.label("held_at"), CAME, resolved.scalar_subquery())
        .join(Meeting.council)
        .where(Council.dong_id == dong_id, held(of))
        .order_by(BEGAN, Meeting.id)
    )
    return [Held(*row) for row in session().execute(rows)]


def requests_counted(dong_id: int, of: Month) -> Requests:
    """What became of the requests at the desk of the dong, as its board counts them; one statement."""
    told = REQUESTS.counted([dong_id], of).get(dong_id, {})
    answers = {kind: told.get(key, 0) for kind, key in ANSWERS.items()}
    return Requests(answers=answers, **{name: told.get(name, 0) for name in ("received", "late", "waiting", "overdue")})


def polls_closed(dong_id: int, of: Month) -> Sequence[Closed]:
    """The polls whose box closed and that were counted, the first one first; one statement."""
    rows = (
        select(Council.name, Poll.question, Poll.closes_at, Poll.roll_count, Tally)
        .join(Poll.council)
        .join(Poll.tally)
        .where(Council.dong_id == dong_id, counted(of))
        .order_by(Poll.closes_at, Poll.id)
    )
    return [_closed(*row) for row in session().execute(rows)]


def _closed(council: str, question: str, closed_at: datetime, roll: int, tally: Tally) -> Closed:
    roll += tally.result.get("roll_added", 0)
    ballots = tally.ballot_count if tally.valid_count >= SMALL_NUMBER else None
    return Closed(council, question, closed_at, roll, ballots, tally.verdict)
