"""Reads of referrals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.people.models import WelfarePost
from app.places.models import Dong
from app.referrals.models import Referral, ReferralLook
from app.referrals.states import ReferralState, Urgency

_BY_URGENCY = case({urgency: place for place, urgency in enumerate(Urgency)}, value=Referral.urgency)


def referral(number: int) -> Referral:
    """The referral with its dong, its meeting and who made it; raises NotFound."""
    whole = select(Referral).where(Referral.id == number).options(
        joinedload(Referral.dong), joinedload(Referral.meeting), joinedload(Referral.author)
    )  # fmt: skip
    found = session().scalars(whole, execution_options={"populate_existing": True}).one_or_none()
    if found is None:
        raise NotFound
    return found


def locked(number: int) -> Referral:
    """The referral, held until the transaction ends."""
    held = select(Referral).where(Referral.id == number).with_for_update().execution_options(populate_existing=True)
    return session().scalars(held).one()


def of_dong(dong_id: int) -> Select[Referral]:
    """What the planners of a dong were told: what is not done before the rest, the most urgent first."""
    is_done = case((Referral.state == ReferralState.DONE, 1), else_=0)
    order = is_done, case((Referral.state == ReferralState.DONE, 0), else_=_BY_URGENCY)
    mine = select(Referral).where(Referral.dong_id == dong_id)
    return mine.order_by(*order, Referral.made_at.desc(), Referral.id.desc())


def made_by(user_id: int) -> Select[Referral]:
    """What a person has made, the newest first, until it is erased."""
    own = select(Referral).where(Referral.author_id == user_id).options(joinedload(Referral.meeting))
    return own.order_by(Referral.made_at.desc(), Referral.id.desc())


def made_once(author_id: int, once: str | None) -> Referral | None:
    """What the form with this token has made."""
    if not once:
        return None
    return session().scalars(select(Referral).where(Referral.author_id == author_id, Referral.once == once)).first()


def looks_at(referral_id: int) -> Sequence[ReferralLook]:
    """Who had the words shown, the latest first."""
    looks = select(ReferralLook).where(ReferralLook.referral_id == referral_id).options(joinedload(ReferralLook.user))
    return session().scalars(looks.order_by(ReferralLook.at.desc(), ReferralLook.id.desc())).all()


def due(done_before: datetime) -> Sequence[int]:
    """The numbers of those that were done before the moment and still have their words."""
    kept = select(Referral.id).where(Referral.erased_at.is_(None), Referral.done_at <= done_before)
    return session().scalars(kept.order_by(Referral.id)).all()


@dataclass(frozen=True)
class Desk:
    """What waits for a welfare planner in one dong."""

    dong_id: int
    dong: str
    new: int
    open: int


def desks(user_id: int) -> Sequence[Desk]:
    """The dongs whose welfare planner the person is, by name: one statement."""
    counts = (
        func.count().filter(Referral.state == ReferralState.NEW),
        func.count().filter(Referral.state.in_((ReferralState.SEEN, ReferralState.TAKEN_UP))),
    )
    mine = (
        select(Dong.id, Dong.name, *counts)
        .join(WelfarePost, WelfarePost.dong_id == Dong.id)
        .outerjoin(Referral, Referral.dong_id == Dong.id)
        .where(WelfarePost.user_id == user_id)
        .group_by(Dong.id, Dong.name)
        .order_by(Dong.name)
    )
    return [Desk(*row) for row in session().execute(mine)]
