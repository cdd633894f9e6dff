"""The amendments of the small world: one waits, one was declined, one is hidden; and a draft with a link to join."""

from typing import Any

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session, transaction
from app.proposals import queries, service
from app.proposals.models import Proposal
from tests.factories.proposals import a_draft, a_hidden_amendment, an_amendment


def keep_amendments(world: Any, council: Council) -> None:
    """The amendments of the resident, a hidden one of the observer, and a draft of the author."""
    proposal = session().get_one(Proposal, world.things["proposal published"]["proposal_id"])
    author, resident = world.users["A"], world.users["R"]
    waiting, declined = an_amendment(proposal, resident), an_amendment(proposal, resident)
    hidden = a_hidden_amendment(an_amendment(proposal, world.users["O"], reason="아직비밀 수정안"))
    with transaction():
        found = queries.amendment(declined.id)
        service.decline_amendment(found, reason="뜻이 달라집니다", by=author, at=clock.now())
    linked = a_draft(council, author, title="주소로 부르는 제안")
    with transaction():
        token = service.link_token(service.make_link(queries.proposal(linked.id), at=clock.now()))
    world.keep("proposal linked", proposal_id=linked.id, token=token)
    world.keep("proposal guessed", proposal_id=linked.id, token="0" * len(token or ""))
    world.keep("amendment waiting", amendment_id=waiting.id)
    world.keep("amendment declined", amendment_id=declined.id)
    world.keep("amendment hidden", amendment_id=hidden.id)
