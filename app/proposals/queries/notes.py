"""Reads of staff notes: for the page of those who may write them, and for nothing else."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.proposals.models import StaffNote


def staff_notes(proposal_id: int) -> Sequence[StaffNote]:
    """The notes on a proposal with their writers, the latest first."""
    notes = select(StaffNote).where(StaffNote.proposal_id == proposal_id).options(joinedload(StaffNote.author))
    return session().scalars(notes.order_by(StaffNote.id.desc())).all()


def noted_once(author_id: int, once: str | None) -> StaffNote | None:
    """The note that came from this form before."""
    same = select(StaffNote).where(StaffNote.author_id == author_id, StaffNote.once == once)
    return session().scalars(same).one_or_none() if once else None
