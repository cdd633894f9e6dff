"""Staff notes: written, never changed, and told to nobody."""

from datetime import datetime

from app.kernel.db import kept_once
from app.people.models import User
from app.proposals import queries
from app.proposals.models import Proposal, StaffNote


def note(proposal: Proposal, body: str, *, once: str | None = None, by: User, at: datetime) -> StaffNote:
    """Keep a note for officers and facilitators of the council. The same form again keeps one."""
    fresh = StaffNote(proposal_id=proposal.id, author_id=by.id, once=once or None, body=body, written_at=at)
    return kept_once(fresh, lambda: queries.noted_once(by.id, once))[0]
