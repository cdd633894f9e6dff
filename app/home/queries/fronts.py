"""What happens now, everywhere or in some councils, as the first pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, func, select, union_all

from app.councils.models import Council
from app.councils.states import CouncilState
from app.decisions.models import Decision, Request
from app.decisions.states import DecisionState
from app.kernel.db import PreparedRows, session
from app.meetings.models import Meeting
from app.meetings.states import MeetingState
from app.opinions.models import Question
from app.opinions.states import QuestionState
from app.people.models import User
from app.polls.models import MeetingVote, Poll, Tally
from app.polls.states import PollState
from app.proposals.models import Proposal
from app.proposals.states import ProposalState

Cards = Select[*tuple[Any, ...]]  # a statement of what cards show
SHOWN_PROPOSALS = (ProposalState.PUBLISHED, ProposalState.TABLED)
COUNTED_POLLS = (PollState.CLOSED, PollState.CERTIFIED)
_NOW: BindParameter[datetime] = bindparam("now")
_EVENING: BindParameter[datetime] = bindparam("evening")
_COUNCIL, _AUTHOR = Council.name.label("council"), User.name.label("author")
_COUNCILS: BindParameter[Sequence[int]] = bindparam("councils", expanding=True)
LATE_START = timedelta(hours=6)  # an announced meeting that nobody has opened yet is still shown on its evening


@dataclass(frozen=True)
class Front:
    """What happens now, as rows of what their cards show; `council` and `author` are names.

    Nothing of a draft, and nothing of a box that is still open but that it is.
    """

    open_polls: Sequence[Any]
    questions: Sequence[Any]
    meetings: Sequence[Any]
    proposals: Sequence[Any]
    answers: Sequence[Any]
    counted_polls: Sequence[Any]
    minutes: Sequence[Any]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to show."""
        return not any(vars(self).values())


def _any_of(model: type[Poll] | type[Meeting], *lists: Select[int]) -> ColumnElement[bool]:
    """Whether it stands on one of the lists, each of which has its own order and end."""
    return model.id.in_(union_all(*(select(numbers.subquery()) for numbers in lists)))


def _polls(*within: ColumnElement[bool]) -> Cards:
    """Of the open ones those that close first, and those that were counted last."""
    opened = select(Poll.id).where(Poll.state == PollState.OPEN, Poll.closes_at > _NOW, Poll.is_replay.is_(False))
    opened = opened.where(Poll.id.not_in(select(MeetingVote.poll_id)), *within)  # for those who are there alone
    counted = select(Poll.id).where(Poll.state.in_(COUNTED_POLLS), *within)
    first, last = opened.order_by(Poll.closes_at, Poll.id), counted.order_by(Poll.closes_at.desc(), Poll.id.desc())
    shown = select(Poll.id, Poll.question, Poll.state, Poll.closes_at, Poll.is_replay, Tally.verdict, _COUNCIL)
    shown = shown.join(Poll.council).outerjoin(Poll.tally).where(_any_of(Poll, first.limit(6), last.limit(3)))
    return shown.order_by(Poll.closes_at, Poll.id)


def _questions(*within: ColumnElement[bool]) -> Cards:
    """What closes first comes first."""
    shown = select(Question.id, Question.title, Question.state, Question.closes_at, _COUNCIL).join(Question.council)
    shown = shown.where(Question.state == QuestionState.OPEN, Question.closes_at > _NOW, *within)
    return shown.order_by(Question.closes_at, Question.id).limit(3)


def _meetings(*within: ColumnElement[bool]) -> Cards:
    """What runs or comes next, and the last minutes that came out."""
    announced = (Meeting.state == MeetingState.ANNOUNCED) & (Meeting.starts_at > _EVENING)
    coming = select(Meeting.id).where((Meeting.state == MeetingState.RUNNING) | announced, *within)
    held = select(Meeting.id).where(Meeting.state == MeetingState.PUBLISHED, *within)
    first = coming.order_by(Meeting.starts_at, Meeting.id)
    last = held.order_by(Meeting.published_at.desc(), Meeting.id.desc())
    shown = select(Meeting.id, Meeting.title, Meeting.state, Meeting.starts_at, Meeting.place, Meeting.published_at)
    shown = shown.add_columns(_COUNCIL).join(Meeting.council)
    return shown.where(_any_of(Meeting, first.limit(6), last.limit(3))).order_by(Meeting.starts_at, Meeting.id)


def _proposals(*within: ColumnElement[bool]) -> Cards:
    counts = (Proposal.endorsement_count, Proposal.comment_count)
    shown = select(Proposal.id, Proposal.title, Proposal.state, Proposal.published_at, *counts, _AUTHOR, _COUNCIL)
    shown = shown.join(Proposal.council).join(Proposal.author).where(Proposal.state.in_(SHOWN_PROPOSALS), *within)
    return shown.order_by(Proposal.published_at.desc(), Proposal.id.desc()).limit(6)


def _answers(*within: ColumnElement[bool]) -> Cards:
    shown = select(
        Decision.request_id, Decision.answer, Decision.section, Decision.published_at, Request.text, _COUNCIL
    )
    shown = shown.join(Decision.request).join(Request.council)
    shown = shown.where(Decision.state == DecisionState.PUBLISHED, *within)
    return shown.order_by(Decision.published_at.desc(), Decision.id.desc()).limit(3)


# Built once: making a statement anew takes as long as asking it.
_OF = {
    _polls: Poll.council_id,
    _questions: Question.council_id,
    _meetings: Meeting.council_id,
    _proposals: Proposal.council_id,
    _answers: Request.council_id,
}
_EVERYWHERE = tuple(PreparedRows(query()) for query in _OF)
_IN_ONE = tuple(PreparedRows(query(council_id == bindparam("council"))) for query, council_id in _OF.items())
_IN_SEVERAL = tuple(query(council_id.in_(_COUNCILS)) for query, council_id in _OF.items())


def _found(now: datetime, councils: Sequence[int] | None) -> list[Sequence[Any]]:
    given: dict[str, Any] = {"now": now, "evening": now - LATE_START}
    if councils is None:
        return [read.all(**given) for read in _EVERYWHERE]
    if len(councils) == 1:
        return [read.all(**given, council=councils[0]) for read in _IN_ONE]
    return [session().execute(read, {**given, "councils": list(councils)}).all() for read in _IN_SEVERAL]


def front(now: datetime, councils: Sequence[int] | None = None) -> Front:
    """The newest of everything, of all councils or of the given ones: five statements."""
    polls, questions, meetings, proposals, answers = _found(now, councils)
    held = (one for one in meetings if one.state is MeetingState.PUBLISHED)
    return Front(
        open_polls=[poll for poll in polls if poll.state is PollState.OPEN],
        questions=questions,
        meetings=[meeting for meeting in meetings if meeting.state is not MeetingState.PUBLISHED],
        proposals=proposals,
        answers=answers,
        counted_polls=[poll for poll in reversed(polls) if poll.state is not PollState.OPEN],
        minutes=sorted(held, key=lambda one: (one.published_at, one.id), reverse=True),
    )


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


_NUMBERS = PreparedRows(_numbers())


def numbers() -> Numbers:
    """All councils that are open, and what became of their requests: one statement. A replay is no council here."""
    return Numbers(*_NUMBERS.one())
