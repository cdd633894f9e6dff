"""Reads of what happened to requests on the way, and of what the clock has to do about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from app.decisions.clocks import Pause
from app.decisions.models import Request, RequestStep
from app.decisions.queries.requests import locked_request
from app.decisions.states import RequestState, StepKind
from app.kernel.db import session
from app.meetings.models import Meeting
from app.meetings.states import MeetingState
from app.people.models import Post
from app.people.states import Rank
from app.places import queries as places

LONGER = (StepKind.EXTENSION, StepKind.AGREED)
PROGRESS_DAYS = 30
SOON_WORKING_DAYS = 3
TO_COME = (MeetingState.DRAFT, MeetingState.ANNOUNCED)


@dataclass(frozen=True)
class Course:
    """The steps of one request, the oldest first, and what follows from them."""

    steps: Sequence[RequestStep]

    def _last(self, *kinds: StepKind) -> RequestStep | None:
        return next((step for step in reversed(self.steps) if step.kind in kinds), None)

    @property
    def asked_supplement(self) -> RequestStep | None:
        """The supplement that is waited for."""
        last = self._last(StepKind.SUPPLEMENT, StepKind.SUPPLIED)
        return last if last and last.kind is StepKind.SUPPLEMENT else None

    @property
    def asked_consent(self) -> RequestStep | None:
        """The second extension to which the council has not said anything yet."""
        last = self._last(StepKind.CONSENT_ASKED, StepKind.AGREED, StepKind.DECLINED)
        return last if last and last.kind is StepKind.CONSENT_ASKED else None

    @property
    def extensions(self) -> int:
        """How often it was extended; a field survey is no extension."""
        return sum(step.kind in LONGER for step in self.steps)

    @property
    def longer(self) -> int:
        """By how much in all."""
        return sum(step.longer for step in self.steps)

    @property
    def was_surveyed(self) -> bool:
        """Whether the time of a field survey was taken."""
        return self._last(StepKind.SURVEY) is not None

    @property
    def pauses(self) -> list[Pause]:
        """When its clock stood; what is still open is no pause yet."""
        found, since = [], None
        for step in self.steps:
            if step.kind is StepKind.SUPPLEMENT:
                since = step.at
            elif step.kind is StepKind.SUPPLIED and since is not None:
                found.append(Pause(since, step.at))
                since = None
        return found

    def with_desk_since(self, received_at: datetime) -> datetime:
        """Since when the desk has it that has it now."""
        moved = (step.at for step in reversed(self.steps) if step.to_dong_id is not None)
        return next(moved, received_at)

    def has(self, key: str) -> bool:
        """Whether a step with this key was taken."""
        return any(step.key == key for step in self.steps)


def course(request_id: int) -> Course:
    """What happened to a request so far."""
    steps = select(RequestStep).where(RequestStep.request_id == request_id)
    whole = steps.options(joinedload(RequestStep.to_dong)).order_by(RequestStep.at, RequestStep.id)
    return Course(session().scalars(whole).all())


def locked_course(request_id: int) -> tuple[Request, Course]:
    """The request as it is now with its steps, held until the transaction ends."""
    return locked_request(request_id), course(request_id)


def _open() -> Select[Request]:
    return select(Request).where(Request.state == RequestState.RECEIVED)


def to_remind(today: date) -> Sequence[int]:
    """The open requests whose day is near or past, or that a word on progress may be due for; the oldest first."""
    near = places.working_days_after(today, SOON_WORKING_DAYS)
    old = Request.received_on <= today - timedelta(days=PROGRESS_DAYS)
    numbers = _open().where(or_(Request.due_on <= near, old)).with_only_columns(Request.id)
    return session().scalars(numbers.order_by(Request.id)).all()


def keys_of(request_ids: Sequence[int]) -> dict[int, set[str]]:
    """The keys of the steps of each of the requests."""
    found: dict[int, set[str]] = {number: set() for number in request_ids}
    rows = select(RequestStep.request_id, RequestStep.key).where(RequestStep.request_id.in_(request_ids))
    for number, key in session().execute(rows):
        found[number].add(key)
    return found


def days_of(request_ids: Sequence[int]) -> Sequence[tuple[int, date | None, date | None]]:
    """Number, day of receipt and due date of each of the requests."""
    rows = select(Request.id, Request.received_on, Request.due_on).where(Request.id.in_(request_ids))
    return [(number, received, due) for number, received, due in session().execute(rows.order_by(Request.id))]


def has_rank(dong_id: int, rank: Rank) -> bool:
    """Whether somebody of the rank serves at the dong's centre."""
    there = select(Post.id).where(Post.dong_id == dong_id, Post.rank == rank).limit(1)
    return session().scalars(there).first() is not None


def for_agendas(at: datetime, today: date) -> Sequence[tuple[int, int]]:
    """Overdue requests that stand on no agenda, each with the next meeting of its council."""
    on_agenda = (
        select(RequestStep.request_id)
        .join(Meeting, Meeting.id == RequestStep.meeting_id)
        .where(RequestStep.kind == StepKind.ON_AGENDA, Meeting.state != MeetingState.CANCELLED)
    )
    late = _open().where(Request.due_on < today, Request.id.not_in(on_agenda)).order_by(Request.id)
    requests = session().execute(late.with_only_columns(Request.id, Request.council_id)).all()
    councils = {council_id for _number, council_id in requests}
    coming = select(Meeting.council_id, Meeting.id).where(
        Meeting.council_id.in_(councils), Meeting.state.in_(TO_COME), Meeting.starts_at > at
    )
    following = session().execute(coming.order_by(Meeting.starts_at.desc(), Meeting.id.desc())).all()
    next_of = {council_id: number for council_id, number in following}  # noqa: C416 - rows are no pairs to mypy
    return [(number, next_of[council_id]) for number, council_id in requests if council_id in next_of]
