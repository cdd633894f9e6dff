"""Writing down a proposal that neighbours made at a meeting."""

from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.views.blueprint import bp
from app.proposals.models import Proposal
from app.proposals.views.writing import Source, drafting


@bp.route("/meetings/<int:meeting_id>/proposals/new", methods=["GET", "POST"])
def propose(meeting_id: int) -> ResponseReturnValue:
    """Write a proposal that is the meeting's, in the form in which neighbours write their own."""
    meeting = queries.meeting(meeting_id)
    authorize("propose", meeting)

    def keep(proposal: Proposal) -> None:
        service.come_from(meeting, proposal, at=clock.now())

    return drafting(meeting.council, source=Source(service.speaker_of(meeting), keep))
