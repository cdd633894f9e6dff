"""Reads of how proposals ended."""

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.proposals.models import Ending, Proposal


def ending(proposal_id: int) -> Ending | None:
    """The fate of a proposal, None while it is open."""
    return session().get(Ending, proposal_id)


def held(number: int) -> Proposal:
    """The proposal as it is at this moment, locked: what ends it waits its turn. Raises NotFound."""
    wanted = select(Proposal).where(Proposal.id == number).with_for_update()
    found = session().scalars(wanted, execution_options={"populate_existing": True}).one_or_none()
    if found is None:
        raise NotFound
    return found
