"""What meetings say of proposals: those that came out of a meeting, and what was decided on one."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Load, contains_eager

from app.kernel.db import session
from app.meetings.models import AgendaItem, Meeting, MeetingProposal, Resolution
from app.meetings.states import MeetingState
from app.proposals.models import Proposal


def origin() -> Load:
    """What loads with a proposal the meeting that it comes from."""
    return Load(Proposal).joinedload(Proposal.origin).joinedload(MeetingProposal.meeting)


def proposals_of(meeting_id: int) -> Sequence[Proposal]:
    """What neighbours proposed at the meeting and everybody may read, in the order in which it was written."""
    made = select(Proposal).join(MeetingProposal, MeetingProposal.proposal_id == Proposal.id)
    out = made.where(MeetingProposal.meeting_id == meeting_id, Proposal.published_at.is_not(None))
    return session().scalars(out.order_by(MeetingProposal.written_at, Proposal.id)).all()


def resolutions_of_proposal(proposal_ids: Sequence[int], *, published: bool = True) -> Sequence[Resolution]:
    """What meetings decided on the proposals, oldest first, each with its item and meeting.

    Only from published minutes, unless `published` is False.
    """
    decided = (
        select(Resolution)
        .join(Resolution.item)
        .join(AgendaItem.meeting)
        .where(AgendaItem.proposal_id.in_(proposal_ids))
        .options(contains_eager(Resolution.item).contains_eager(AgendaItem.meeting))
        .order_by(Resolution.decided_at, Resolution.id)
    )
    if published:
        decided = decided.where(Meeting.state == MeetingState.PUBLISHED)
    return session().scalars(decided).all()
