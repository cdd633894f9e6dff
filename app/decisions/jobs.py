"""What the worker does for decisions: the last answer of the centre ends a matter."""

from app.decisions import queries
from app.decisions.models import Request
from app.kernel.db import session
from app.kernel.events import Event, subscribe
from app.kernel.i18n import force_locale
from app.people.models import User
from app.proposals import service as proposals
from app.proposals.states import Fate


@subscribe("decision.published", "decision.corrected")
def end_matter(event: Event) -> None:
    """The proposal has its fate once every request that grew out of it is answered, and none is put off.

    What is answered again, or corrected, tells the fate anew.
    """
    request = queries.request(event.subject_id)
    decision = request.decision
    if request.proposal_id is None or decision is None or decision.answer is None:
        return
    if not all(_has_ended(one) for one in queries.requests_of_proposal([request.proposal_id])):
        return
    with force_locale("ko"):  # kept as the answer is
        reason = f"{decision.answer.label} – {decision.reason}"
    by = session().get(User, event.by_id) if event.by_id else None
    source = proposals.Source("request", request.id)
    proposals.settle(request.proposal_id, fate=Fate.ANSWERED, reason=reason, by=by, at=event.at, source=source)


def _has_ended(request: Request) -> bool:
    decision = request.answered_decision
    return not decision.is_deferred if decision else not request.is_open
