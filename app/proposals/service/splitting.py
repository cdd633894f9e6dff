"""A proposal that asks two things becomes two or more, each of which neighbours support on its own."""

from collections.abc import Sequence
from datetime import datetime

from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import lazy
from app.people.models import User
from app.proposals import queries
from app.proposals.models import Proposal, Words
from app.proposals.service.merging import descend, invite_all
from app.proposals.service.writing import draft, publish
from app.proposals.states import PROPOSAL, Fate

FEWEST_PARTS = 2


def split(old: Proposal, parts: Sequence[Words], *, reason: str, by: User, at: datetime) -> list[Proposal]:
    """Publish the parts, by whoever wrote them; the old proposal ends, its proposers are invited, supporters asked.

    Raises Invalid where there are fewer than FEWEST_PARTS, Conflict where the old one has ended.
    """
    if len(parts) < FEWEST_PARTS:
        raise Invalid(lazy("둘 이상으로 나누어 주세요."))
    held = queries.held(old.id)
    if not PROPOSAL.allows("close", held.state):
        raise Conflict(lazy("이미 결말이 난 제안입니다."))
    bringers = [user.id for user in held.bringers]
    new = [publish(draft(held.council, words, by=by, at=at), by=by, at=at) for words in parts]
    descend(held, new, way=Fate.SPLIT, reason=reason, by=by, at=at)
    for one in new:
        invite_all(one, bringers, by=by, at=at)
    return new
