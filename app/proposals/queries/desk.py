"""What waits in the list of a council's proposals: for the person who looks, and for the next meeting."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, exists, select, union

from app.councils.models import Council
from app.councils.queries import COUNCIL_IN_BRIEF, no_such_council
from app.kernel.db import session
from app.proposals.models import CoProposer, Proposal
from app.proposals.queries.proposals import with_author
from app.proposals.states import ProposalState


def _waits() -> ColumnElement[bool]:
    """Drafts of one's own, and proposals that one is asked to bring too."""
    draft = Proposal.state == ProposalState.DRAFT
    own = select(Proposal.id).where(Proposal.author_id == bindparam("user"), draft)
    shared = select(CoProposer.proposal_id).join(Proposal, Proposal.id == CoProposer.proposal_id)
    asked = CoProposer.accepted_at.is_(None) & (Proposal.state == ProposalState.PUBLISHED)
    shared = shared.where(CoProposer.user_id == bindparam("user"), CoProposer.declined_at.is_(None), draft | asked)
    return (Proposal.council_id == bindparam("council")) & Proposal.id.in_(union(own, shared))


# Built once: making a statement anew takes as long as asking it.
_WAITING = with_author().where(_waits()).order_by(Proposal.id.desc()).limit(20)
_COUNCIL_AND_DESK = COUNCIL_IN_BRIEF.add_columns(exists().where(_waits()))


def council_and_desk(council_id: int, user_id: int) -> tuple[Council, Sequence[Proposal]]:
    """The council in brief, and what waits there for this person; raises NotFound.

    For most nothing does: whether there is something is asked along with the council, and only then it is read.
    """
    values = {"council": council_id, "user": user_id}
    found = session().execute(_COUNCIL_AND_DESK, values).one_or_none()
    if found is None:
        raise no_such_council()
    council, waits = found
    return council, session().scalars(_WAITING, values).all() if waits else ()


def for_next_meeting(council_id: int) -> Sequence[Proposal]:
    """What has the endorsements that the bylaws ask for and waits for a meeting, the longest first."""
    waits = Proposal.moved_on_at.is_not(None) & (Proposal.state == ProposalState.PUBLISHED)
    wanted = with_author().where(Proposal.council_id == council_id, waits)
    return session().scalars(wanted.order_by(Proposal.moved_on_at, Proposal.id).limit(20)).all()
