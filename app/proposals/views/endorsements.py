"""공감: saying that a matter is one's own too, and taking that back."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.views.blueprint import bp


@bp.post("/proposals/<int:proposal_id>/endorsements")
def endorse(proposal_id: int) -> ResponseReturnValue:
    """Endorse a proposal; pressing twice endorses once."""
    proposal = queries.proposal(proposal_id)
    authorize("endorse", proposal)
    with transaction():
        service.endorse(proposal, by=current_user, at=clock.now())
    flash(_("공감했습니다. 이 제안이 어떻게 되는지 알려 드리겠습니다."), "success")
    return redirect(url_for(".show", proposal_id=proposal_id), 303)


@bp.post("/proposals/<int:proposal_id>/endorsements/mine/withdrawal")
def take_back(proposal_id: int) -> ResponseReturnValue:
    """Take one's endorsement back; pressing twice takes it back once."""
    proposal = queries.proposal(proposal_id)
    authorize("endorse", proposal)
    with transaction():
        service.take_back(proposal, by=current_user)
    flash(_("공감을 거두었습니다."), "success")
    return redirect(url_for(".show", proposal_id=proposal_id), 303)
