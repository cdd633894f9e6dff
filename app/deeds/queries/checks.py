"""Reads of the rounds in which residents answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import joinedload

from app.councils.models import Council
from app.decisions.clocks import Measure, Term, end_of
from app.decisions.models import Request
from app.deeds.models import CheckAnswer, Commitment, DeedCheck, Trial
from app.deeds.policy import ANSWERING_POLICY
from app.deeds.queries.people import is_asked, source_of
from app.deeds.states import CheckKind, CommitmentState, Mark
from app.kernel.clock import SEOUL, seoul
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.policy import Policy
from app.places import queries as places

ASKED_AFTER = timedelta(days=14)
ASKED_LATER = Term(2, Measure.MONTHS)
ASKED_AT = time(9)  # in Seoul
_SOURCES = (Commitment.request_id, Commitment.proposal_id, Commitment.meeting_id)  # without one, nobody took part


@dataclass(frozen=True)
class Answering:
    """A round, as one person has it before them."""

    __policy__: ClassVar[Policy] = ANSWERING_POLICY
    check: DeedCheck
    is_asked: bool
    mark: Mark | None

    @property
    def id(self) -> int:
        """The number of the round."""
        return self.check.id


def check(number: int) -> DeedCheck:
    """A round with its commitment and the request behind it. Raises NotFound."""
    request = joinedload(DeedCheck.commitment).joinedload(Commitment.request)
    whole = select(DeedCheck).options(
        joinedload(DeedCheck.council).joinedload(Council.dong),
        request.joinedload(Request.report),
        request.joinedload(Request.decision),
        joinedload(DeedCheck.commitment).selectinload(Commitment.trials),
    )
    found = session().scalars(whole.where(DeedCheck.id == number)).one_or_none()
    if found is None:
        raise NotFound
    return found


def locked_check(number: int) -> DeedCheck:
    """The round as it is now, held until the transaction ends."""
    held = select(DeedCheck).where(DeedCheck.id == number).with_for_update().execution_options(populate_existing=True)
    return session().scalars(held).one()


def answering(number: int, user: Any) -> Answering:
    """The round, whether the person is asked, and what they have answered. Raises NotFound."""
    found = check(number)
    if not user.is_authenticated:
        return Answering(found, False, None)
    return Answering(found, is_asked(source_of(found.commitment), user.id), mark_of(number, user.id))


def mark_of(check_id: int, user_id: int) -> Mark | None:
    """What the person has answered in a round that is open."""
    mine = select(CheckAnswer.mark).where(CheckAnswer.check_id == check_id, CheckAnswer.user_id == user_id)
    return session().scalar(mine)


def sums_of(check_id: int) -> dict[str, int]:
    """How many persons answered what in a round that is open."""
    counted = select(CheckAnswer.mark, func.count()).where(CheckAnswer.check_id == check_id)
    return {mark.value: count for mark, count in session().execute(counted.group_by(CheckAnswer.mark))}


def due_checks(at: datetime) -> list[tuple[int, CheckKind, int]]:
    """The rounds that are to be opened now: commitment, kind and turn. Of a deed, only the later of its two."""
    return [*_after_deeds(at), *_after_trials(at)]


def _after_deeds(at: datetime) -> list[tuple[int, CheckKind, int]]:
    """Deeds of which residents were not asked all in this turn."""
    asked = exists().where(
        DeedCheck.commitment_id == Commitment.id,
        DeedCheck.turn == Commitment.turn,
        DeedCheck.kind == CheckKind.TWO_MONTHS,
    )
    early = exists().where(
        DeedCheck.commitment_id == Commitment.id,
        DeedCheck.turn == Commitment.turn,
        DeedCheck.kind == CheckKind.TWO_WEEKS,
    )
    done = select(Commitment.id, Commitment.turn, Commitment.done_at, early)
    done = done.where(Commitment.state == CommitmentState.DONE, Commitment.done_at <= at - timedelta(days=13), ~asked)
    done = done.where(or_(*(column.is_not(None) for column in _SOURCES)))
    due: list[tuple[int, CheckKind, int]] = []
    for number, turn, done_at, was_asked in session().execute(done.order_by(Commitment.id)):
        kind = _kind_due(seoul(done_at or at).date(), at)
        if kind is CheckKind.TWO_MONTHS or (kind is CheckKind.TWO_WEEKS and not was_asked):
            due.append((number, kind, turn))
    return due


def _kind_due(done_on: date, at: datetime) -> CheckKind | None:
    """Which round is due for what was done on the day; in the morning, so that nobody is woken."""
    if _morning(end_of(ASKED_LATER, datetime.combine(done_on, ASKED_AT, SEOUL), places.OFFICES).on) <= at:
        return CheckKind.TWO_MONTHS
    return CheckKind.TWO_WEEKS if _morning(done_on + ASKED_AFTER) <= at else None


def _morning(day: date) -> datetime:
    return datetime.combine(day, ASKED_AT, SEOUL)


def _after_trials(at: datetime) -> list[tuple[int, CheckKind, int]]:
    """Trials that have ended and of which residents were not asked."""
    asked = exists().where(
        DeedCheck.commitment_id == Trial.commitment_id,
        DeedCheck.turn == Trial.number,
        DeedCheck.kind == CheckKind.TRIAL,
    )
    ended = select(Trial.commitment_id, Trial.number).join(Commitment, Commitment.id == Trial.commitment_id)
    stopped = Commitment.state.in_((CommitmentState.CUT, CommitmentState.DROPPED))
    ended = ended.where(Trial.ends_on < seoul(at).date(), Trial.outcome.is_(None), ~asked, ~stopped)
    ended = ended.where(or_(*(column.is_not(None) for column in _SOURCES)))
    return [(number, CheckKind.TRIAL, turn) for number, turn in session().execute(ended.order_by(Trial.id))]


def past_checks(at: datetime) -> Sequence[int]:
    """The open rounds whose time is over."""
    over = select(DeedCheck.id).where(DeedCheck.closed_at.is_(None), DeedCheck.closes_at <= at)
    return session().scalars(over.order_by(DeedCheck.id)).all()
