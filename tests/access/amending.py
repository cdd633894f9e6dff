"""The amendments of the small world: one that waits for its answer, and one that was declined."""

from typing import Any

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session, transaction
from app.proposals import queries, service
from app.proposals.models import Proposal
from tests.factories.proposals import an_amendment


def keep_amendments(world: Any, _council: Council) -> None:
    """Both of the resident, to the author's published proposal."""
    proposal = session().get_one(Proposal, world.things["proposal published"]["proposal_id"])
    author, resident = world.users["A"], world.users["R"]
    waiting, declined = an_amendment(proposal, resident), an_amendment(proposal, resident)
    with transaction():
        found = queries.amendment(declined.id)
        service.decline_amendment(found, reason="뜻이 달라집니다", by=author, at=clock.now())
    world.keep("amendment waiting", amendment_id=waiting.id)
    world.keep("amendment declined", amendment_id=declined.id)
