"""What happens now, everywhere or in some councils, as the first pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, func, select, union_all
from sqlalchemy.orm import contains_eager, joinedload

from app.councils.models import Council
from app.councils.states import CouncilState
from app.decisions.models import Decision, Request
from app.decisions.states import DecisionState
from app.kernel.db import session
from app.meetings.models import Meeting
from app.meetings.states import MeetingState
from app.opinions.models import Question
from app.opinions.states import QuestionState
from app.polls.models import MeetingVote, Poll
from app.polls.states import PollState
from app.proposals.models import Proposal
from app.proposals.states import ProposalState

SHOWN_PROPOSALS = (ProposalState.PUBLISHED, ProposalState.TABLED)
COUNTED_POLLS = (PollState.CLOSED, PollState.CERTIFIED)
_NOW: BindParameter[datetime] = bindparam("now")
_EVENING: BindParameter[datetime] = bindparam("evening")
_COUNCILS: BindParameter[Sequence[int]] = bindparam("councils", expanding=True)
LATE_START = timedelta(hours=6)  # an announced meeting that nobody has opened yet is still shown on its evening


@dataclass(frozen=True)
class Front:
    """What happens now. Nothing of a draft, and nothing of a box that is still open but that it is."""

    open_polls: Sequence[Poll]
    questions: Sequence[Question]
    meetings: Sequence[Meeting]
    proposals: Sequence[Proposal]
    answers: Sequence[Decision]
    counted_polls: Sequence[Poll]
    minutes: Sequence[Meeting]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to show."""
        return not any(vars(self).values())


def _any_of(model: type[Poll] | type[Meeting], *lists: Select[int]) -> ColumnElement[bool]:
    """Whether it stands on one of the lists, each of which has its own order and end."""
    return model.id.in_(union_all(*(select(numbers.subquery()) for numbers in lists)))


def _polls(*within: ColumnElement[bool]) -> Select[Poll]:
    """Of the open ones those that close first, and those that were counted last."""
    opened = select(Poll.id).where(Poll.state == PollState.OPEN, Poll.closes_at > _NOW, Poll.is_replay.is_(False))
    opened = opened.where(Poll.id.not_in(select(MeetingVote.poll_id)), *within)  # for those who are there alone
    counted = select(Poll.id).where(Poll.state.in_(COUNTED_POLLS), *within)
    first, last = opened.order_by(Poll.closes_at, Poll.id), counted.order_by(Poll.closes_at.desc(), Poll.id.desc())
    wanted = select(Poll).where(_any_of(Poll, first.limit(6), last.limit(3))).order_by(Poll.closes_at, Poll.id)
    return wanted.options(joinedload(Poll.council), joinedload(Poll.tally))


def _questions(*within: ColumnElement[bool]) -> Select[Question]:
    """What closes first comes first."""
    query = select(Question).options(joinedload(Question.council))
    query = query.where(Question.state == QuestionState.OPEN, Question.closes_at > _NOW, *within)
    return query.order_by(Question.closes_at, Question.id).limit(3)


def _meetings(*within: ColumnElement[bool]) -> Select[Meeting]:
    """What runs or comes next, and the last minutes that came out."""
    announced = (Meeting.state == MeetingState.ANNOUNCED) & (Meeting.starts_at > _EVENING)
    coming = select(Meeting.id).where((Meeting.state == MeetingState.RUNNING) | announced, *within)
    held = select(Meeting.id).where(Meeting.state == MeetingState.PUBLISHED, *within)
    first = coming.order_by(Meeting.starts_at, Meeting.id)
    last = held.order_by(Meeting.published_at.desc(), Meeting.id.desc())
    wanted = select(Meeting).where(_any_of(Meeting, first.limit(6), last.limit(3)))
    return wanted.order_by(Meeting.starts_at, Meeting.id).options(joinedload(Meeting.council))


def _proposals(*within: ColumnElement[bool]) -> Select[Proposal]:
    query = select(Proposal).options(joinedload(Proposal.council), joinedload(Proposal.author))
    query = query.where(Proposal.state.in_(SHOWN_PROPOSALS), *within)
    return query.order_by(Proposal.published_at.desc(), Proposal.id.desc()).limit(6)


def _answers(*within: ColumnElement[bool]) -> Select[Decision]:
    query = select(Decision).join(Decision.request)
    query = query.options(contains_eager(Decision.request).joinedload(Request.council))
    query = query.where(Decision.state == DecisionState.PUBLISHED, *within)
    return query.order_by(Decision.published_at.desc(), Decision.id.desc()).limit(3)


# Built once: making a statement anew takes as long as asking it.
_OF = {
    _polls: Poll.council_id,
    _questions: Question.council_id,
    _meetings: Meeting.council_id,
    _proposals: Proposal.council_id,
    _answers: Request.council_id,
}
_EVERYWHERE = tuple(query() for query in _OF)
_WITHIN = tuple(query(council_id.in_(_COUNCILS)) for query, council_id in _OF.items())


def front(now: datetime, councils: Sequence[int] | None = None) -> Front:
    """The newest of everything, of all councils or of the given ones: five statements."""
    given: dict[str, Any] = {"now": now, "evening": now - LATE_START}
    if councils is not None:
        given["councils"] = list(councils)
    statements: Sequence[Select[Any]] = _EVERYWHERE if councils is None else _WITHIN
    polls, questions, meetings, proposals, answers = (session().scalars(one, given).all() for one in statements)
    return Front(
        open_polls=[poll for poll in polls if poll.is_open],
        questions=questions,
        meetings=[meeting for meeting in meetings if not meeting.has_minutes],
        proposals=proposals,
        answers=answers,
        counted_polls=[poll for poll in reversed(polls) if not poll.is_open],
        minutes=sorted((one for one in meetings if one.has_minutes), key=_when_out, reverse=True),
    )


def _when_out(meeting: Meeting) -> tuple[datetime | None, int]:
    return meeting.published_at, meeting.id


@dataclass(frozen=True)
class Numbers:
    """How many there are of everything."""

    councils: int
    requests: int
    answered: int


def _numbers() -> Select[int, int, int]:
    replays = select(Poll.council_id).where(Poll.is_replay)
    here = (Council.state == CouncilState.ACTIVE, Council.id.not_in(replays))
    councils = select(func.count()).where(*here).scalar_subquery()
    asked = select(func.count()).where(Request.received_on.is_not(None)).scalar_subquery()
    published = Decision.state == DecisionState.PUBLISHED
    answered = select(func.count(Decision.id)).where(published).scalar_subquery()
    return select(councils, asked, answered)


_NUMBERS = _numbers()


def numbers() -> Numbers:
    """All councils that are open, and what became of their requests: one statement. A replay is no council here."""
    return Numbers(*session().execute(_NUMBERS).one())
