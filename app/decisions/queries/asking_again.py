"""Reads of what is asked again: its clock, who stands behind it, what the council said, where it went on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Load, joinedload, selectinload

from app.councils.models import Council
from app.decisions.clocks import Due, Measure, Term, end_of
from app.decisions.models import AskingAgain, CouncilView, LaterProposal, Request
from app.decisions.queries.kinds import due
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.places import queries as places
from app.proposals.models import Proposal

USUAL = Term(14, Measure.WORKING_DAYS)


def due_again(request: Request, at: datetime) -> Due:
    """When the second answer is due to a request that is asked again at the moment: the term of its own kind once more.

    국민제안: 1 month again (국민제안규정 제6조); a suggestion made again is a suggestion (민원처리법 시행령 제15조).
    Without a kind it is due after fourteen working days.
    """
    return due(request.kind, at) if request.kind else end_of(USUAL, clock.seoul(at), places.OFFICES)


def asking(number: int) -> AskingAgain:
    """An asking with its request, that one's answer, its council and who stands behind it. Raises NotFound."""
    found = session().scalars(_whole().where(AskingAgain.id == number)).one_or_none()
    if found is None:
        raise NotFound
    return found


def asking_of(request_id: int) -> AskingAgain | None:
    """What was asked again of the request, None where nobody has."""
    return session().scalars(_whole().where(AskingAgain.request_id == request_id)).one_or_none()


def locked_asking(number: int) -> AskingAgain:
    """The asking as it is now, held until the transaction ends: two supporters at once send it once."""
    session().execute(select(AskingAgain.id).where(AskingAgain.id == number).with_for_update()).one()
    fresh = _whole().where(AskingAgain.id == number).execution_options(populate_existing=True)
    return session().scalars(fresh).one()


def _whole() -> Select[AskingAgain]:
    return select(AskingAgain).options(
        joinedload(AskingAgain.council).joinedload(Council.dong),
        joinedload(AskingAgain.request).options(joinedload(Request.decision), joinedload(Request.kind)),
        selectinload(AskingAgain.supports),
    )


def council_view(request_id: int) -> CouncilView | None:
    """What the council says of the answer, with who wrote it down; None where it says nothing."""
    said = select(CouncilView).where(CouncilView.request_id == request_id)
    return session().scalars(said.options(joinedload(CouncilView.by))).one_or_none()


def later_proposals(request_id: int) -> Sequence[Proposal]:
    """The proposals in which the matter went on, of those that everybody sees."""
    went_on = select(Proposal).join(LaterProposal, LaterProposal.proposal_id == Proposal.id)
    out = went_on.where(LaterProposal.request_id == request_id, Proposal.published_at.is_not(None))
    return session().scalars(out.options(joinedload(Proposal.ending)).order_by(Proposal.id)).all()


def asked_before() -> Load:
    """What loads with a proposal the request that it goes on from."""
    return Load(Proposal).joinedload(Proposal.asked_before).joinedload(LaterProposal.request)
