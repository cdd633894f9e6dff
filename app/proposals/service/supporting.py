"""Where support goes when a proposal lives on in another: each supporter says it, nobody for them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.people.models import User
from app.proposals import queries
from app.proposals.models import Endorsement, Proposal
from app.proposals.service.endorsing import endorse, take_back
from app.proposals.states import PROPOSAL, Choice


def move_support(old: Proposal, choice: Choice, chosen: Sequence[int] = (), *, by: User, at: datetime) -> bool:
    """Answer for oneself: to the chosen successors, with the old one alone, or to none. Whether it was first.

    The first answer stands; the row of the old proposal keeps it, and who endorsed both counts once in the new one.
    Raises Invalid where nothing of what it became was chosen, or where that has ended.
    """
    after = queries.successors(old.id)
    wanted = [one for one in after if one.id in chosen] if len(after) > 1 else list(after)
    if choice is Choice.MOVED:
        _check(wanted)
    if not _answered(old.id, choice, by, at):
        return False
    if choice is Choice.MOVED:
        for one in wanted:
            _endorse(one, by=by, at=at)
    elif choice is Choice.LEFT:
        for one in after:
            take_back(one, by=by)
    return True


def _check(wanted: Sequence[Proposal]) -> None:
    if not wanted:
        raise Invalid(lazy("어느 제안에 공감하는지 골라 주세요."))
    if not all(PROPOSAL.allows("endorse", one.state) for one in wanted):
        raise Invalid(lazy("그 제안은 이미 끝나서 공감을 옮길 수 없습니다."))


def _answered(old_id: int, choice: Choice, by: User, at: datetime) -> bool:
    """Whether this was the first answer: the database decides between two at once."""
    own = (Endorsement.proposal_id == old_id, Endorsement.user_id == by.id, Endorsement.choice.is_(None))
    answer = update(Endorsement).where(*own).values(choice=choice, chosen_at=at).returning(Endorsement.user_id)
    return session().execute(answer, execution_options={"synchronize_session": False}).first() is not None


def _endorse(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Whoever brings the new one is counted as such already."""
    whole = queries.proposal(proposal.id)
    if by.id not in {user.id for user in whole.bringers}:
        endorse(whole, by=by, at=at)
