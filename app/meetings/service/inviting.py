"""Who is affected by what a meeting talks about, and whether they were asked to come: groups, never single people."""

from datetime import datetime

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.models import Invitee, Meeting

MOST_INVITEES = 30


def expect(meeting: Meeting, who: str, why: str = "", *, once: str | None = None) -> Invitee:
    """Note one more who is affected; the same form or the same name notes nothing. Raises Invalid past the most."""
    held = queries.locked(meeting.id)
    held.move("arrange")
    there, once = queries.sent_before(Invitee, once, meeting_id=held.id, who=who)
    noted = queries.invitees(held.id)
    there = there or next((one for one in noted if one.who == who), None)
    if there is not None:
        return there
    if len(noted) >= MOST_INVITEES:
        raise Invalid(_("%(most)d줄까지 적을 수 있습니다.", most=MOST_INVITEES))
    invitee = Invitee(meeting_id=held.id, who=who, why=why, once=once)
    session().add(invitee)
    session().flush()
    return invitee


def tick(meeting: Meeting, invitee: Invitee, *, at: datetime | None) -> None:
    """They were asked to come at that moment; None takes it back. A second tick keeps the first moment."""
    queries.locked(meeting.id).move("arrange")
    invitee.invited_at = (invitee.invited_at or at) if at else None
    session().flush()


def drop_invitee(meeting: Meeting, number: int) -> None:
    """Take the line off the list; a second call changes nothing."""
    queries.locked(meeting.id).move("arrange")
    session().execute(delete(Invitee).where(Invitee.id == number, Invitee.meeting_id == meeting.id))
