"""Proposals of the small world that others bring too, that somebody wants to merge, and that were merged."""

from typing import Any

from app.councils.models import Council
from tests.factories import fates, proposals


def keep_fates(world: Any, council: Council) -> None:
    """One that the observer is asked to bring, a suggestion that waits for the author, and one merged."""
    author, facilitator = world.users["A"], world.users["F"]
    inviting = proposals.a_proposal(council, author, title="함께할 제안")
    proposals.a_co_proposer(inviting, world.users["O"], accepted=False)
    world.keep("proposal inviting", proposal_id=inviting.id)
    twins = [proposals.a_proposal(council, author, title=f"{name} 제안") for name in ("합칠", "합쳐질", "합친")]
    merger = fates.a_merger(twins[0], twins[1], by=facilitator)
    world.keep("merger asked", merger_id=merger.id)
    proposals.an_endorsement(twins[2], world.users["R"])
    fates.merged(twins[2], twins[1], by=facilitator)
    world.keep("proposal merged", proposal_id=twins[2].id)
    offered = fates.a_handover(proposals.a_proposal(council, author, title="넘길 제안"), by=facilitator)
    world.keep("handover offered", handover_id=offered.id)
