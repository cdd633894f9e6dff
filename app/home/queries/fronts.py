"""What happens now, everywhere or in some councils, as the first pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from app.councils.models import Council, Membership
from app.councils.states import CouncilState, MembershipState
from app.decisions.models import Decision, Request
from app.decisions.states import DecisionState
from app.kernel.db import session
from app.meetings.models import Meeting
from app.meetings.states import MeetingState
from app.polls.models import Poll
from app.polls.states import PollState
from app.proposals.models import Proposal
from app.proposals.states import ProposalState

T = TypeVar("T")
SHOWN_PROPOSALS = (ProposalState.PUBLISHED, ProposalState.TABLED)
COUNTED_POLLS = (PollState.CLOSED, PollState.CERTIFIED)
LATE_START = timedelta(hours=6)  # an announced meeting that nobody has opened yet is still shown on its evening


@dataclass(frozen=True)
class Front:
    """What happens now. Nothing of a draft, and nothing of a box that is still open but that it is."""

    open_polls: Sequence[Poll]
    meetings: Sequence[Meeting]
    proposals: Sequence[Proposal]
    answers: Sequence[Decision]
    counted_polls: Sequence[Poll]
    minutes: Sequence[Meeting]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to show."""
        return not any(vars(self).values())


def front(now: datetime, councils: Sequence[int] | None = None) -> Front:
    """The newest of everything, of all councils or of the given ones: six statements."""

    def within(column: Any) -> list[ColumnElement[bool]]:
        return [] if councils is None else [column.in_(councils)]

    return Front(
        open_polls=_open_polls(within(Poll.council_id), now),
        meetings=_meetings(within(Meeting.council_id), now),
        proposals=_proposals(within(Proposal.council_id)),
        answers=_answers(within(Request.council_id)),
        counted_polls=_counted_polls(within(Poll.council_id)),
        minutes=_minutes(within(Meeting.council_id)),
    )


def _all(query: Select[T]) -> Sequence[T]:
    return session().scalars(query).unique().all()


def _open_polls(within: list[ColumnElement[bool]], now: datetime) -> Sequence[Poll]:
    """What closes first comes first."""
    query = select(Poll).options(joinedload(Poll.council))
    query = query.where(Poll.state == PollState.OPEN, Poll.closes_at > now, Poll.is_replay.is_(False), *within)
    return _all(query.order_by(Poll.closes_at, Poll.id).limit(6))


def _meetings(within: list[ColumnElement[bool]], now: datetime) -> Sequence[Meeting]:
    """What runs or comes next comes first."""
    coming = (Meeting.state == MeetingState.ANNOUNCED) & (Meeting.starts_at > now - LATE_START)
    query = select(Meeting).options(joinedload(Meeting.council))
    query = query.where((Meeting.state == MeetingState.RUNNING) | coming, *within)
    return _all(query.order_by(Meeting.starts_at, Meeting.id).limit(6))


def _minutes(within: list[ColumnElement[bool]]) -> Sequence[Meeting]:
    query = select(Meeting).options(joinedload(Meeting.council))
    query = query.where(Meeting.state == MeetingState.PUBLISHED, *within)
    return _all(query.order_by(Meeting.published_at.desc(), Meeting.id.desc()).limit(3))


def _proposals(within: list[ColumnElement[bool]]) -> Sequence[Proposal]:
    query = select(Proposal).options(joinedload(Proposal.council), joinedload(Proposal.author))
    query = query.where(Proposal.state.in_(SHOWN_PROPOSALS), *within)
    return _all(query.order_by(Proposal.published_at.desc(), Proposal.id.desc()).limit(6))


def _answers(within: list[ColumnElement[bool]]) -> Sequence[Decision]:
    query = select(Decision).join(Decision.request)
    query = query.options(joinedload(Decision.request).joinedload(Request.council))
    query = query.where(Decision.state == DecisionState.PUBLISHED, *within)
    return _all(query.order_by(Decision.published_at.desc(), Decision.id.desc()).limit(3))


def _counted_polls(within: list[ColumnElement[bool]]) -> Sequence[Poll]:
    query = select(Poll).options(joinedload(Poll.council), joinedload(Poll.tally))
    query = query.where(Poll.state.in_(COUNTED_POLLS), *within)
    return _all(query.order_by(Poll.closes_at.desc(), Poll.id.desc()).limit(3))


@dataclass(frozen=True)
class Numbers:
    """How many there are of everything."""

    councils: int
    members: int
    requests: int
    answered: int


def numbers() -> Numbers:
    """All councils that are open, their neighbours, and what became of their requests: one statement.

    A council that replays a published result has no neighbours here.
    """
    replays = select(Poll.council_id).where(Poll.is_replay)
    here = (Council.state == CouncilState.ACTIVE, Council.id.not_in(replays))
    councils = select(func.count()).where(*here).scalar_subquery()
    confirmed = (Membership.state == MembershipState.CONFIRMED) & Membership.council_id.not_in(replays)
    members = select(func.count(Membership.user_id.distinct())).where(confirmed).scalar_subquery()
    asked = select(func.count()).where(Request.received_on.is_not(None)).scalar_subquery()
    published = Decision.state == DecisionState.PUBLISHED
    answered = select(func.count(Decision.id)).where(published).scalar_subquery()
    return Numbers(*session().execute(select(councils, members, asked, answered)).one())
