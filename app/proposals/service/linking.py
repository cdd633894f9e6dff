"""The secret link with which an author asks neighbours, whose names need not be known, to bring a proposal too."""

from datetime import datetime

from app.kernel.db import insert_if_new, session
from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.kernel.security import keyed_hash, same
from app.people.models import User
from app.proposals import queries
from app.proposals.models import MOST_CO_PROPOSERS, CoProposer, Proposal
from app.proposals.service.bringing import accept

LETTERS = 32  # 128 bits


def make_link(proposal: Proposal, *, at: datetime) -> Proposal:
    """Make a link; the one before leads nowhere from now on."""
    proposal.move("edit")
    proposal.link_made_at = at
    session().flush()
    return proposal


def withdraw_link(proposal: Proposal) -> Proposal:
    """Let the link lead nowhere; who came by it stays."""
    proposal.link_made_at = None
    session().flush()
    return proposal


def link_token(proposal: Proposal) -> str | None:
    """What the link ends in, None where there is no link: nothing in the database leads to it without the pepper."""
    if proposal.link_made_at is None:
        return None
    return keyed_hash("bring it too", str(proposal.id), proposal.link_made_at.isoformat())[:LETTERS]


def is_link(proposal: Proposal, token: str) -> bool:
    """Whether the link that ends so is the one that was made last."""
    right = link_token(proposal)
    return right is not None and same(right, token)


def join(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Bring the proposal too, by its link, also after an earlier no. Raises Invalid where too many were asked."""
    proposal.move("edit")
    asked = queries.invitation(proposal.id, by.id)
    if asked is None and len(proposal.asked) >= MOST_CO_PROPOSERS:
        raise Invalid(lazy("함께 제안할 이웃은 %(most)s명까지 초대할 수 있습니다.", most=MOST_CO_PROPOSERS))
    insert_if_new(CoProposer, proposal_id=proposal.id, user_id=by.id, invited_at=at)
    accept(proposal, by=by, at=at)
