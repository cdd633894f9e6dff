"""Asking again after an answer: by the council, with a new fact, together, or too late."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import AskingForm, SupportForm
from app.decisions.models import AskingAgain, Request
from app.decisions.states import SUPPORTERS_NEEDED
from app.decisions.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals.models import Proposal


@bp.route("/requests/<int:request_id>/asking-again", methods=["GET", "POST"])
def ask_again(request_id: int) -> ResponseReturnValue:
    """Ask the centre once more, beside what was asked and answered first."""
    asked = queries.request(request_id)
    authorize("ask_again", asked)
    there = queries.asking_of(request_id)
    if there is not None and not there.is_gathering:
        return to("request", request_id=there.again_id)
    form = AskingForm(data={"text": asked.text})
    if carried_out(form, lambda: _asked(asked, form)):
        return _told(request_id)
    return _page(queries.request(request_id), form)


def _asked(asked: Request, form: AskingForm) -> AskingAgain:
    words = form.text.data or "", form.facts.data or ""
    return service.ask_again(asked, *words, by=current_user, at=clock.now())


def _told(request_id: int) -> ResponseReturnValue:
    asking = queries.asking_of(request_id)
    if asking is not None and asking.again_id:
        flash(_("동주민센터에 다시 물었습니다. 처음 답한 담당자가 아닌 다른 담당자가 답합니다."), "success")
        return to("request", request_id=asking.again_id)
    flash(_("함께 물을 이웃을 모읍니다. 뜻이 모이면 바로 동주민센터에 보냅니다."), "success")
    return to("request", request_id=request_id)


def _page(asked: Request, form: AskingForm) -> ResponseReturnValue:
    page = render_template(
        "decisions/ask_again.html",
        asked=asked,
        answer=asked.answered_decision,
        form=form,
        term=asked.kind,
        needed=SUPPORTERS_NEEDED,
    )
    return page, 422 if form.errors else 200


@bp.post("/askings/<int:asking_id>/supports")
def support_asking(asking_id: int) -> ResponseReturnValue:
    """Stand behind what others ask again; with a new fact it is sent at once."""
    asking = queries.asking(asking_id)
    if not asking.is_gathering:
        authorize("read", asking)
        return to("request", request_id=asking.again_id)
    authorize("support", asking)
    form = SupportForm()
    facts = form.facts.data or ""
    if carried_out(form, lambda: service.support(asking, facts, by=current_user, at=clock.now())):
        return _told(asking.request_id)
    flash(" ".join(str(error) for errors in form.errors.values() for error in errors), "danger")
    return to("request", request_id=asking.request_id)


@bp.post("/requests/<int:request_id>/later-proposals")
def propose_later(request_id: int) -> ResponseReturnValue:
    """What comes too late to be asked again goes on as a proposal."""
    asked = queries.request(request_id)
    authorize("ask_late", asked)
    authorize("propose", Proposal.blank(asked.council))
    with transaction():
        draft = service.go_on_as_proposal(asked, by=current_user, at=clock.now())
    flash(_("앞의 요청에서 이어진 제안을 써 두었습니다. 읽고 고친 뒤 이웃에게 내놓아 주세요."), "success")
    return redirect(url_for("proposals.edition" if draft.is_draft else "proposals.show", proposal_id=draft.id), 303)
