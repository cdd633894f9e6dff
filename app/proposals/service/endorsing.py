"""Endorsements, counted exactly: the database adds one only where a row was really put in."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from app.councils.models import Bylaws
from app.kernel.db import insert_if_new, session
from app.kernel.events import record
from app.people.models import User
from app.proposals.models import Endorsement, Proposal
from app.proposals.states import ProposalState


def endorse(proposal: Proposal, *, by: User, at: datetime) -> bool:
    """Say that the matter is one's own too; a second time changes nothing. Whether it was the first."""
    proposal.move("endorse")
    is_new = insert_if_new(Endorsement, proposal_id=proposal.id, user_id=by.id, at=at)
    if is_new:
        _change(proposal.id, endorsement_count=Proposal.endorsement_count + 1)
        _move_on(proposal, at)
    return is_new


def _move_on(proposal: Proposal, at: datetime) -> None:
    """Once it has as many as the council's bylaws ask for, its facilitators and proposers are told, once for all."""
    needed = select(Bylaws.endorsements_needed).where(Bylaws.council_id == proposal.council_id).scalar_subquery()
    ready = update(Proposal).where(
        Proposal.id == proposal.id,
        Proposal.moved_on_at.is_(None),
        Proposal.state == ProposalState.PUBLISHED,
        needed > 0,
        Proposal.endorsement_count >= needed,
    )
    moved = ready.values(moved_on_at=at).returning(Proposal.endorsement_count)
    count = session().execute(moved, execution_options={"synchronize_session": False}).scalar()
    if count is not None:
        record("proposal.moved_on", proposal, by=None, at=at, count=count)


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
