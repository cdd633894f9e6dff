"""Reads of commitments and their milestones."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import joinedload, selectinload

from app.councils.models import Council
from app.decisions.models import Decision, Request
from app.decisions.states import DecisionState, RequestState
from app.deeds.models import PROMISING, Commitment, DeedPhoto, Milestone, Progress
from app.deeds.states import ENDED, REMIND_EVERY_DAYS
from app.kernel.db import session
from app.kernel.errors import NotFound


def _whole() -> Select[Commitment]:
    return select(Commitment).options(
        joinedload(Commitment.council).joinedload(Council.dong),
        joinedload(Commitment.request).joinedload(Request.decision),
        joinedload(Commitment.request).joinedload(Request.report),
        selectinload(Commitment.milestones),
        selectinload(Commitment.progress).joinedload(Progress.photo),
        selectinload(Commitment.photos).joinedload(DeedPhoto.told_with),
        selectinload(Commitment.trials),
        selectinload(Commitment.checks),
    )


def commitment(number: int) -> Commitment:
    """A commitment with everything that its page shows. Raises NotFound."""
    found = session().scalars(_whole().where(Commitment.id == number)).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def locked(number: int) -> Commitment:
    """The whole commitment as it is now, held until the transaction ends: two officers never change it at once."""
    session().execute(select(Commitment.id).where(Commitment.id == number).with_for_update()).one()
    whole = _whole().where(Commitment.id == number).execution_options(populate_existing=True)
    return session().scalars(whole).unique().one()


def of_request(request_id: int) -> Commitment | None:
    """What was promised in the answer to a request, None where nothing was, or not yet."""
    return session().scalars(select(Commitment).where(Commitment.request_id == request_id)).one_or_none()


def commitments_of(request_ids: Sequence[int], proposal_id: int | None) -> Sequence[Commitment]:
    """What was promised for these requests, and in a plan for the proposal, the oldest first, with their rounds.

    One statement.
    """
    of_matter: ColumnElement[bool] = Commitment.request_id.in_(request_ids)
    if proposal_id is not None:
        of_matter |= Commitment.proposal_id == proposal_id
    promised = select(Commitment).where(of_matter)
    whole = promised.options(joinedload(Commitment.checks)).order_by(Commitment.id)
    return session().scalars(whole).unique().all()


def unpromised() -> Sequence[int]:
    """The requests whose published answer promises something that no commitment holds yet."""
    promised = exists().where(Commitment.request_id == Request.id)
    yes = Decision.answer.in_(PROMISING) & (Decision.state == DecisionState.PUBLISHED)
    answered = select(Request.id).join(Decision, Decision.request_id == Request.id)
    answered = answered.where(yes, Request.state == RequestState.ANSWERED, ~promised)
    return session().scalars(answered.order_by(Request.id)).all()


def to_remind(today: date) -> Sequence[int]:
    """What is late and of which its officers heard nothing for REMIND_EVERY_DAYS."""
    late = select(Commitment.id).where(Commitment.do_by < today, Commitment.state.not_in(ENDED))
    heard = Commitment.reminded_on.is_(None) | (Commitment.reminded_on <= today - timedelta(days=REMIND_EVERY_DAYS))
    return session().scalars(late.where(heard).order_by(Commitment.id)).all()


def milestone(commitment_id: int, number: int) -> Milestone:
    """A milestone of the commitment. Raises NotFound."""
    of_it = select(Milestone).where(Milestone.id == number, Milestone.commitment_id == commitment_id)
    found = session().scalars(of_it).one_or_none()
    if found is None:
        raise NotFound
    return found


def milestone_once(once: str | None) -> Milestone | None:
    """What the form with this token has made."""
    return session().scalars(select(Milestone).where(Milestone.once == once)).one_or_none() if once else None
