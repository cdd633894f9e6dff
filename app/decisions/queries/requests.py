"""Reads of requests, and of the desk of a dong centre where they wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from sqlalchemy import ColumnElement, Select, func, nulls_last, select
from sqlalchemy.orm import Load, contains_eager, joinedload

from app.councils.models import Council
from app.decisions.models import Decision, Request
from app.decisions.policy import DESK_POLICY
from app.decisions.states import SOON_DAYS, Answer, RequestState
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.policy import Policy
from app.people.models import Post
from app.places.models import Dong


@dataclass(frozen=True)
class Desk:
    """The desk of a dong centre, where its officers find what waits for an answer."""

    __policy__: ClassVar[Policy] = DESK_POLICY
    dong: Dong

    @property
    def id(self) -> int:
        """Whose desk it is: rules ask for the number of the dong."""
        return self.dong.id


@dataclass(frozen=True)
class Counts:
    """How many requests of a dong are open, overdue, due within SOON_DAYS (today too), and answered."""

    opened: int
    overdue: int
    soon: int
    answered: int


def request(number: int) -> Request:
    """A request with its council, its report and its answer. Raises NotFound."""
    found = session().scalars(_whole().where(Request.id == number)).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def _whole() -> Select[Request]:
    return select(Request).options(
        joinedload(Request.council).joinedload(Council.dong),
        joinedload(Request.report),
        joinedload(Request.kind),
        joinedload(Request.proposal),
        joinedload(Request.dong),
        joinedload(Request.decision),
        joinedload(Request.again).joinedload(Request.decision),
        with_first_answer(Load(Request)),
    )


def with_first_answer(request: Load) -> Load:
    """To load the request that this one asks again, with its answer and everybody who had a hand in that."""
    return request.joinedload(Request.again_of).joinedload(Request.decision).selectinload(Decision.versions)


def locked_request(number: int) -> Request:
    """The whole request as it is now, held until the transaction ends: two officers never answer at once."""
    session().execute(select(Request.id).where(Request.id == number).with_for_update()).one()
    return session().scalars(_whole().where(Request.id == number).execution_options(populate_existing=True)).one()


def requests_of_proposal(proposal_ids: Sequence[int]) -> Sequence[Request]:
    """What was asked of the centre for the proposals, the oldest first; nothing that is not sent yet."""
    asked = _whole().where(Request.proposal_id.in_(proposal_ids), Request.state != RequestState.WRITTEN)
    return session().scalars(asked.order_by(Request.received_on, Request.id)).unique().all()


def desk(dong_id: int) -> Desk:
    """The desk of the dong. Raises NotFound."""
    dong = session().scalars(select(Dong).where(Dong.id == dong_id).options(joinedload(Dong.gu))).one_or_none()
    if dong is None:
        raise NotFound
    return Desk(dong)


def at_desk(dong_id: int | ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the dong's centre has it: what its councils sent and what was passed on to it. Needs Request.council."""
    return func.coalesce(Request.dong_id, Council.dong_id) == dong_id


def _of_dong(dong_id: int) -> Select[Request]:
    whole = (joinedload(Request.decision), joinedload(Request.report), joinedload(Request.kind))
    return (
        select(Request)
        .join(Request.council)
        .where(at_desk(dong_id))
        .options(contains_eager(Request.council).joinedload(Council.dong), *whole)
    )


def opened(dong_id: int) -> Select[Request]:
    """The requests that wait for an answer of the dong's centre, the longest overdue first."""
    return (
        _of_dong(dong_id).where(Request.state == RequestState.RECEIVED).order_by(nulls_last(Request.due_on), Request.id)
    )


def answered(dong_id: int) -> Select[Request]:
    """The requests the dong's centre has answered, the latest answer first."""
    done = _of_dong(dong_id).join(Decision, Decision.request_id == Request.id)
    return done.where(Request.state == RequestState.ANSWERED).order_by(Decision.published_at.desc(), Request.id.desc())


def deferred(dong_id: int) -> Select[Request]:
    """The requests that the dong's centre has put off, the day on which it answers again first."""
    put_off = _of_dong(dong_id).join(Decision, Decision.request_id == Request.id)
    waits = put_off.where(Request.state == RequestState.ANSWERED, Decision.answer == Answer.DEFERRED)
    return waits.order_by(Decision.next_on, Request.id)


def counts(dong_id: int, today: date) -> Counts:
    """How much waits on the desk, in one statement."""
    waits = Request.state == RequestState.RECEIVED
    soon = Request.due_on.between(today, today + timedelta(days=SOON_DAYS))
    columns = (waits, _overdue(today), waits & soon, Request.state == RequestState.ANSWERED)
    counted = select(*(func.count(Request.id).filter(column) for column in columns)).join(Request.council)
    opened, overdue, near, done = tuple(session().execute(counted.where(at_desk(dong_id))).one())
    return Counts(opened, overdue, near, done)


def overdue_count(dong_id: int, today: date | None = None) -> int:
    """How many requests the dong's centre should have answered by now; a number that everybody may see."""
    late = select(func.count(Request.id)).join(Request.council).where(_overdue(today or clock.today()))
    return session().scalar(late.where(at_desk(dong_id))) or 0


def _overdue(today: date) -> ColumnElement[bool]:
    return (Request.state == RequestState.RECEIVED) & (Request.due_on < today)


def post_of(user_id: int, dong_id: int) -> Post:
    """The post the officer has at the dong's centre, for the name, section and phone under an answer."""
    return session().scalars(select(Post).where(Post.user_id == user_id, Post.dong_id == dong_id)).one()


def office_phones(request: Request) -> list[str]:
    """The phone numbers of the centre that has it, of its officers and of the council's own centre.

    They may stand in what everybody reads.
    """
    own, desk = request.council.dong, request.desk
    there = session().scalars(select(Post.phone).where(Post.dong_id == desk.id)).all()
    return [own.centre_phone, desk.centre_phone, *there]


def requests_of_resolutions(resolution_ids: Sequence[int]) -> dict[int, Request]:
    """What was asked of the centre because a meeting resolved so: the last request of each resolution, its answer.

    Nothing that is not sent yet, and nothing that was withdrawn or closed: then the request before it counts.
    """
    stands = Request.state.in_((RequestState.RECEIVED, RequestState.ANSWERED))
    sent = Request.resolution_id.in_(resolution_ids) & stands
    found = session().scalars(select(Request).where(sent).options(joinedload(Request.decision)).order_by(Request.id))
    return {request.resolution_id: request for request in found if request.resolution_id is not None}
