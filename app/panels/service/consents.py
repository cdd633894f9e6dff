"""Who agrees that a lot may fall on them."""

from datetime import datetime

from sqlalchemy import delete, select

from app.councils.models import Membership
from app.kernel.db import insert_if_new, session
from app.panels.models import PanelConsent
from app.panels.states import Sex


def agree(membership: Membership, *, sex: Sex, at: datetime) -> PanelConsent:
    """Agree to be drawn, or say the sex anew; nobody else is told."""
    insert_if_new(PanelConsent, membership_id=membership.id, sex=sex, agreed_at=at)
    found = session().get_one(PanelConsent, membership.id)
    found.sex = sex
    session().flush()
    return found


def take_back(membership: Membership) -> None:
    """Be asked no more; a panel that was announced keeps its list."""
    session().execute(delete(PanelConsent).where(PanelConsent.membership_id == membership.id))


def forget_consents(user_id: int) -> None:
    """Whoever destroys the account is asked no more, and what they said about themselves goes."""
    theirs = select(Membership.id).where(Membership.user_id == user_id)
    session().execute(delete(PanelConsent).where(PanelConsent.membership_id.in_(theirs)))
