"""The link that asks whoever opens it to bring a proposal too: made anew or withdrawn by its author, answered once."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.models import JoiningLink
from app.proposals.views.blueprint import bp


def _opened(proposal_id: int, token: str) -> JoiningLink:
    proposal = queries.proposal(proposal_id)
    return JoiningLink(proposal, is_right=service.is_link(proposal, token))


@bp.post("/proposals/<int:proposal_id>/co-proposers/link")
def make_link(proposal_id: int) -> ResponseReturnValue:
    """Make the link, or a new one in its place."""
    proposal = queries.proposal(proposal_id)
    authorize("invite", proposal)
    with transaction():
        service.make_link(proposal, at=clock.now())
    flash(_("초대 주소를 만들었습니다. 함께하고 싶은 이웃에게 보내 주세요."), "success")
    return redirect(url_for(".co_proposers", proposal_id=proposal_id), 303)


@bp.post("/proposals/<int:proposal_id>/co-proposers/link/withdrawal")
def withdraw_link(proposal_id: int) -> ResponseReturnValue:
    """Let the link lead nowhere; pressing twice is the same."""
    proposal = queries.proposal(proposal_id)
    authorize("invite", proposal)
    with transaction():
        service.withdraw_link(proposal)
    flash(_("초대 주소를 거두었습니다. 이미 보낸 주소는 이제 열리지 않습니다."), "success")
    return redirect(url_for(".co_proposers", proposal_id=proposal_id), 303)


@bp.get("/proposals/<int:proposal_id>/co-proposers/link/<string:token>")
def link(proposal_id: int, token: str) -> ResponseReturnValue:
    """Read the proposal, and say yes or no."""
    opened = _opened(proposal_id, token)
    authorize("join", opened)
    return render_template("proposals/link.html", proposal=opened.proposal, token=token)


@bp.post("/proposals/<int:proposal_id>/co-proposers/link/<string:token>")
def join(proposal_id: int, token: str) -> ResponseReturnValue:
    """Say yes."""
    opened = _opened(proposal_id, token)
    authorize("join", opened)
    with transaction():
        service.join(opened.proposal, by=current_user, at=clock.now())
    flash(_("함께 제안합니다. 이제 이름이 제안한 분으로 보입니다."), "success")
    return redirect(url_for(".show", proposal_id=proposal_id), 303)
