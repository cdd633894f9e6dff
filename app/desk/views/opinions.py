"""Asking other sections, and entering what came back."""

from datetime import date
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desk import queries, service
from app.desk.forms import AskingSectionForm, OpinionForm
from app.desk.models import SectionOpinion
from app.desk.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/requests/<int:request_id>/desk/opinions/new", methods=["GET", "POST"])
def ask_section(request_id: int) -> ResponseReturnValue:
    """Ask a section, until a day."""
    folder = queries.folder(request_id)
    authorize("ask_section", folder)
    form, by, at = AskingSectionForm(), current_user, clock.now()

    def ask() -> SectionOpinion:
        words = form.section.data or "", form.person.data or "", form.question.data or ""
        until = form.wanted_by.data or date.max
        return service.ask_section(folder.request, *words, until, once=form.once.data, by=by, at=at)

    if carried_out(form, ask):
        flash(_("물었다고 적었습니다. 답이 오면 여기에 옮겨 적어 주세요."), "success")
        return to("folder", request_id=request_id)
    asked = queries.folder(request_id).request
    return render_template("desk/ask_section.html", form=form, asked=asked), 422 if form.errors else 200


@bp.route("/section-opinions/<int:opinion_id>", methods=["GET", "POST"])
def opinion(opinion_id: int) -> ResponseReturnValue:
    """Enter what came back."""
    found = queries.opinion(opinion_id)
    authorize("enter", found)
    form, by, at = OpinionForm(data=_said(found)), current_user, clock.now()

    def enter() -> SectionOpinion:
        words = form.answer.data or "", form.answered_by.data or "", form.answered_on.data or date.max
        return service.enter_opinion(found, *words, seen=form.seen.data or 0, by=by, at=at)

    if carried_out(form, enter):
        flash(_("온 의견을 적었습니다. 답변을 쓸 때 옆에 보입니다."), "success")
        return to("folder", request_id=found.request_id)
    shown = queries.opinion(opinion_id)
    return render_template("desk/opinion.html", form=form, opinion=shown), 422 if form.errors else 200


def _said(found: SectionOpinion) -> dict[str, Any]:
    words = {"answer": found.answer, "answered_by": found.answered_by or found.person, "seen": found.version}
    return words | ({"answered_on": found.answered_on} if found.answered_on else {})
