"""Endorsements, counted exactly: the database adds one only where a row was really put in."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, update

from app.kernel.db import insert_if_new, session
from app.people.models import User
from app.proposals.models import Endorsement, Proposal


def endorse(proposal: Proposal, *, by: User, at: datetime) -> bool:
    """Say that the matter is one's own too; a second time changes nothing. Whether it was the first."""
    proposal.move("endorse")
    is_new = insert_if_new(Endorsement, proposal_id=proposal.id, user_id=by.id, at=at)
    if is_new:
        _change(proposal.id, endorsement_count=Proposal.endorsement_count + 1)
    return is_new


def take_back(proposal: Proposal, *, by: User) -> bool:
    """Take the endorsement back; where there is none, nothing changes. Whether there was one."""
    own = (Endorsement.proposal_id == proposal.id, Endorsement.user_id == by.id)
    gone = session().execute(delete(Endorsement).where(*own).returning(Endorsement.user_id)).all()
    if gone:
        _change(proposal.id, endorsement_count=Proposal.endorsement_count - 1)
    return bool(gone)


def counted(proposal_id: int, change: int) -> None:
    """So many more (or fewer) comments are shown below the proposal."""
    _change(proposal_id, comment_count=Proposal.comment_count + change)


def _change(proposal_id: int, **values: Any) -> None:
    session().execute(
        update(Proposal).where(Proposal.id == proposal_id).values(**values),
        execution_options={"synchronize_session": False},
    )
