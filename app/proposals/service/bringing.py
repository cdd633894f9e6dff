"""Who brings a proposal together: asked by name, and named once they say yes."""

from datetime import datetime

from app.kernel.db import insert_if_new, session
from app.kernel.errors import Invalid, NotFound
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people import queries as people
from app.people.models import Contact, User
from app.proposals import queries
from app.proposals.models import MOST_CO_PROPOSERS, CoProposer, Proposal
from app.proposals.service.endorsing import take_back


def invite(proposal: Proposal, user_id: int, *, by: User, at: datetime) -> bool:
    """Ask a member to bring the proposal too; each is asked once by name. Whether it was the first time.

    Raises Invalid where the person is no member, is the author, or too many were asked.
    """
    proposal.move("edit")
    if user_id == proposal.author_id or not queries.is_member(proposal.council_id, user_id):
        raise Invalid(lazy("이 골목회의에 참여가 확인된 이웃만 초대할 수 있습니다."))
    if len(proposal.asked) >= MOST_CO_PROPOSERS:
        raise Invalid(lazy("함께 제안할 이웃은 %(most)s명까지 초대할 수 있습니다.", most=MOST_CO_PROPOSERS))
    is_new = insert_if_new(CoProposer, proposal_id=proposal.id, user_id=user_id, invited_at=at)
    if is_new or _asked_by_contact_alone(proposal, user_id, at):
        record("proposal.invited", proposal, by=by, at=at, user_id=user_id)
    return is_new


def _asked_by_contact_alone(proposal: Proposal, user_id: int, at: datetime) -> bool:
    """Ask by name whom the author may not know to have been asked; whether there was such a neighbour."""
    own = queries.invitation(proposal.id, user_id)
    if own is None or own.is_known:
        return False
    own.by_contact, own.invited_at, own.declined_at = False, at, None
    session().flush()
    return True


def invite_contact(proposal: Proposal, contact: Contact, *, by: User, at: datetime) -> None:
    """Ask the member who is reached there to bring the proposal too; nothing tells whether there is one.

    Neither does the list of those who were asked, until they say yes.
    """
    proposal.move("edit")
    found = people.user_reached_at(contact)
    is_other = found is not None and found.id != proposal.author_id
    if found is None or not is_other or not queries.is_member(proposal.council_id, found.id):
        return
    unseen = len(proposal.co_proposers) - len(proposal.asked)
    if unseen < MOST_CO_PROPOSERS and insert_if_new(
        CoProposer, proposal_id=proposal.id, user_id=found.id, invited_at=at, by_contact=True
    ):
        record("proposal.invited", proposal, by=by, at=at, user_id=found.id)


def accept(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Bring the proposal too; who endorsed it before is counted as a proposer from now on."""
    own = _invitation(proposal, by)
    if not own.accepted:
        own.accepted_at, own.declined_at = at, None
        session().flush()
        take_back(proposal, by=by)
        record("proposal.joined", proposal, by=by, at=at)


def decline(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Say no, or step out again; nobody is told, and nobody asks again."""
    own = _invitation(proposal, by)
    own.accepted_at, own.declined_at = None, own.declined_at or at
    session().flush()


def _invitation(proposal: Proposal, user: User) -> CoProposer:
    own = queries.invitation(proposal.id, user.id)
    if own is None:
        raise NotFound
    return own
