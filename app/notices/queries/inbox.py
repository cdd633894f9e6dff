"""What a person was told."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.notices.models import Notification
from app.people.models import User


def notices_of(user_id: int) -> Select[Notification]:
    """What the person was told, the newest first."""
    told = select(Notification).where(Notification.user_id == user_id).options(joinedload(Notification.event))
    return told.order_by(Notification.told_at.desc(), Notification.id.desc())


def without_referrals(user_id: int) -> Select[Notification]:
    """The same without what tells a planner of a worry about a neighbour: that is looked at on its page alone."""
    return notices_of(user_id).where(Notification.action.not_like("referral.%"))


def notification(number: int) -> Notification:
    """One notice. Raises NotFound."""
    found = session().get(Notification, number)
    if found is None:
        raise NotFound
    return found


UNREAD = (
    select(func.count(Notification.id))
    .where(Notification.user_id == User.id, Notification.read_at.is_(None))
    .correlate(User)
    .scalar_subquery()
)  # how many notices the person has not opened: every page of a signed-in reader shows it
