"""Holding a poll: nothing else changes it, and no ballot is cast, until the transaction ends."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.i18n import _
from app.polls.models import Poll


def held(poll_id: int) -> Poll:
    """The poll as it is now, with its tally, for this transaction alone. Raises NotFound."""
    session().execute(select(Poll.id).where(Poll.id == poll_id).with_for_update())
    # a statement of its own: one that waited for the lock would join the tally as it was before it waited
    whole = select(Poll).options(joinedload(Poll.tally)).where(Poll.id == poll_id)
    found = session().scalars(whole, execution_options={"populate_existing": True}).one_or_none()
    if found is None:
        raise NotFound(_("그런 투표가 없습니다."))
    return found
