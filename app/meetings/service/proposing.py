"""What neighbours propose at a meeting."""

from datetime import datetime

from app.kernel.db import insert_if_new
from app.kernel.i18n import _, day, force_locale
from app.meetings.models import Meeting, MeetingProposal
from app.proposals.models import Proposal


def speaker_of(meeting: Meeting) -> str:
    """Who said what a meeting proposes, in Korean as all that neighbours write: the meeting of that day."""
    with force_locale("ko"):
        return _("%(day)s 회의", day=day(meeting.starts_at))


def come_from(meeting: Meeting, proposal: Proposal, *, at: datetime) -> None:
    """Say that the draft comes from the meeting; a second time changes nothing, and what is out keeps its origin."""
    if proposal.is_draft:
        insert_if_new(MeetingProposal, proposal_id=proposal.id, meeting_id=meeting.id, written_at=at)
