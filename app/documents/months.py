"""What a dong reports to its gu of a month: meetings, people, requests and answers, polls; in constant statements.

No resident is named, and no number tells of fewer than five voters.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import and_, func, or_, select

from app.councils.models import Council
from app.decisions.models import Decision, Request
from app.decisions.states import Answer, DecisionState
from app.kernel import clock
from app.kernel.db import session
from app.meetings.models import AgendaItem, Attendance, Meeting, Resolution
from app.meetings.states import MeetingState
from app.polls.methods.rules import SMALL_NUMBER
from app.polls.models import Poll, Tally
from app.polls.states import PollState, Verdict

BACK = 24  # months that can be picked
HELD = (MeetingState.ENDED, MeetingState.PUBLISHED)
COUNTED = (PollState.CLOSED, PollState.CERTIFIED)


@dataclass(frozen=True)
class Month:
    """A month of the calendar in Seoul, as far as it has passed at `now`."""

    first: date
    now: datetime

    def __str__(self) -> str:
        """As addresses write it: 2026-11."""
        return f"{self.first:%Y-%m}"

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(), clock.SEOUL)

    @property
    def ends(self) -> datetime:
        """The first moment after it, or now where it is not over."""
        following = (self.first + timedelta(days=31)).replace(day=1)
        return min(datetime.combine(following, time(), clock.SEOUL), self.now)

    @property
    def last(self) -> date:
        """Its last day, or today."""
        return clock.seoul(self.ends - timedelta(microseconds=1)).date()

    @property
    def counted_on(self) -> date:
        """The day after the last one that is counted, or today: what was due before it is late."""
        return clock.seoul(self.ends).date()


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
    began = func.coalesce(Meeting.opened_at, Meeting.starts_at)
    came = select(func.count()).where(Attendance.meeting_id == Meeting.id).scalar_subquery()
    resolved = select(func.count(Resolution.id)).join(Resolution.item).where(AgendaItem.meeting_id == Meeting.id)
    rows = (
        select(Council.name, Meeting.title, began.label("held_at"), came, resolved.scalar_subquery())
        .join(Meeting.council)
        .where(Council.dong_id == dong_id, Meeting.state.in_(HELD), began >= of.begins, began < of.ends)
        .order_by(began, Meeting.id)
    )
    return [Held(*row) for row in session().execute(rows)]


def requests_counted(dong_id: int, of: Month) -> Requests:
    """What became of the requests of the dong's councils; one statement, whose rows are counted as they come."""
    answer = and_(Decision.request_id == Request.id, Decision.state == DecisionState.PUBLISHED)
    rows = (
        select(Request.received_on, Request.due_on, Request.ended_at, Decision.published_at, Decision.answer)
        .join(Request.council)
        .outerjoin(Decision, answer)
        .where(Council.dong_id == dong_id, Request.received_on <= of.last)
        .where(
            or_(Decision.published_at.is_(None), Decision.published_at >= of.begins, Request.received_on >= of.first)
        )
    )
    told: Counter[str] = Counter()
    kinds: Counter[Answer] = Counter()
    for received_on, due_on, ended_at, published_at, kind in session().execute(rows.execution_options(yield_per=500)):
        told["received"] += received_on is not None and received_on >= of.first
        if published_at is None or published_at >= of.ends:
            if ended_at is not None and ended_at < of.ends:  # taken back, or closed without another answer
                continue
            told["waiting"] += 1
            told["overdue"] += due_on is not None and due_on < of.counted_on
        elif kind and published_at >= of.begins:
            kinds[kind] += 1
            told["late"] += due_on is not None and clock.seoul(published_at).date() > due_on
    names = ("received", "late", "waiting", "overdue")
    return Requests(answers={kind: kinds[kind] for kind in Answer}, **{name: told[name] for name in names})


def polls_closed(dong_id: int, of: Month) -> Sequence[Closed]:
    """The polls whose box closed and that were counted, the first one first; one statement."""
    rows = (
        select(Council.name, Poll.question, Poll.closes_at, Poll.roll_count, Tally)
        .join(Poll.council)
        .join(Poll.tally)
        .where(Council.dong_id == dong_id, Poll.state.in_(COUNTED), Poll.is_replay.is_(False))
        .where(Poll.closes_at >= of.begins, Poll.closes_at < of.ends)
        .order_by(Poll.closes_at, Poll.id)
    )
    return [_closed(*row) for row in session().execute(rows)]


def _closed(council: str, question: str, closed_at: datetime, roll: int, tally: Tally) -> Closed:
    roll += tally.result.get("roll_added", 0)
    ballots = tally.ballot_count if tally.valid_count >= SMALL_NUMBER else None
    return Closed(council, question, closed_at, roll, ballots, tally.verdict)
