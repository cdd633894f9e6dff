"""Reads of proposals that are passed on."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.councils import queries as councils
from app.councils.models import Council
from app.councils.states import CouncilState
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.proposals.models import Handover, Proposal
from app.proposals.states import HandoverState


def handover(number: int) -> Handover:
    """The hand-over with the proposal, both councils with their dongs, and who did what. Raises NotFound."""
    whole = (
        joinedload(Handover.proposal).joinedload(Proposal.council).joinedload(Council.dong),
        joinedload(Handover.proposal).joinedload(Proposal.author),
        joinedload(Handover.to).joinedload(Council.dong),
        joinedload(Handover.by),
        joinedload(Handover.answered_by),
    )
    found = session().scalars(select(Handover).where(Handover.id == number).options(*whole)).one_or_none()
    if found is None:
        raise NotFound
    return found


def held_handover(number: int) -> Handover:
    """The hand-over as it is at this moment, locked: two answers at once are one."""
    wanted = select(Handover).where(Handover.id == number).with_for_update()
    return session().scalars(wanted, execution_options={"populate_existing": True}).one()


def waiting_handover(proposal_id: int) -> Handover | None:
    """The offer of the proposal that waits for an answer."""
    waits = select(Handover).where(Handover.proposal_id == proposal_id, Handover.state == HandoverState.OFFERED)
    return session().scalars(waits).one_or_none()


def takers(proposal: Proposal, words: str = "") -> list[Council]:
    """Open councils that could take the proposal over: those of its dong, or those that the words name."""
    dong_id = None if words else proposal.council.dong_id
    found = councils.councils(1, text=words, dong_id=dong_id).items
    return [one for one in found if one.id != proposal.council_id and one.state is CouncilState.ACTIVE]
