"""What happens now, everywhere or in some councils, as the first pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
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


def _open_polls() -> Select[Poll]:
    """What closes first comes first."""
    query = select(Poll).options(joinedload(Poll.council))
    query = query.where(Poll.state == PollState.OPEN, Poll.closes_at > _NOW, Poll.is_replay.is_(False))
    query = query.where(Poll.id.not_in(select(MeetingVote.poll_id)))  # for those who are there alone
    return query.order_by(Poll.closes_at, Poll.id).limit(6)


def _questions() -> Select[Question]:
    """What closes first comes first."""
    query = select(Question).options(joinedload(Question.council))
    query = query.where(Question.state == QuestionState.OPEN, Question.closes_at > _NOW)
    return query.order_by(Question.closes_at, Question.id).limit(3)


def _meetings() -> Select[Meeting]:
    """What runs or comes next comes first."""
    coming = (Meeting.state == MeetingState.ANNOUNCED) & (Meeting.starts_at > _EVENING)
    query = select(Meeting).options(joinedload(Meeting.council))
    query = query.where((Meeting.state == MeetingState.RUNNING) | coming)
    return query.order_by(Meeting.starts_at, Meeting.id).limit(6)


def _proposals() -> Select[Proposal]:
    query = select(Proposal).options(joinedload(Proposal.council), joinedload(Proposal.author))
    query = query.where(Proposal.state.in_(SHOWN_PROPOSALS))
    return query.order_by(Proposal.published_at.desc(), Proposal.id.desc()).limit(6)


def _answers() -> Select[Decision]:
    query = select(Decision).join(Decision.request)
    query = query.options(contains_eager(Decision.request).joinedload(Request.council))
    query = query.where(Decision.state == DecisionState.PUBLISHED)
    return query.order_by(Decision.published_at.desc(), Decision.id.desc()).limit(3)


def _counted_polls() -> Select[Poll]:
    query = select(Poll).options(joinedload(Poll.council), joinedload(Poll.tally))
    query = query.where(Poll.state.in_(COUNTED_POLLS))
    return query.order_by(Poll.closes_at.desc(), Poll.id.desc()).limit(3)


def _minutes() -> Select[Meeting]:
    query = select(Meeting).options(joinedload(Meeting.council))
    query = query.where(Meeting.state == MeetingState.PUBLISHED)
    return query.order_by(Meeting.published_at.desc(), Meeting.id.desc()).limit(3)


# Built once: making a statement anew takes as long as asking it.
_EVERYWHERE: tuple[Select[Any], ...] = (
    _open_polls(), _questions(), _meetings(), _proposals(), _answers(), _counted_polls(), _minutes()
)  # fmt: skip
_OF = (
    Poll.council_id, Question.council_id, Meeting.council_id, Proposal.council_id, Request.council_id,
    Poll.council_id, Meeting.council_id,
)  # fmt: skip
_WITHIN = tuple(query.where(council_id.in_(_COUNCILS)) for query, council_id in zip(_EVERYWHERE, _OF, strict=True))


def front(now: datetime, councils: Sequence[int] | None = None) -> Front:
    """The newest of everything, of all councils or of the given ones: seven statements."""
    moments = {"now": now, "evening": now - LATE_START}
    if councils is None:
        return Front(*(_all(query, moments) for query in _EVERYWHERE))
    return Front(*(_all(query, {**moments, "councils": list(councils)}) for query in _WITHIN))


def _all(query: Select[Any], given: dict[str, Any]) -> Sequence[Any]:
    return session().scalars(query, given).all()


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
