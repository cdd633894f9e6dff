"""The roll: objecting to one's own line, and what the facilitator and the dong's officers do about it."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize, can
from app.polls import queries, service
from app.polls.forms import AdditionForm, ObjectionAnswerForm, ObjectionForm
from app.polls.models import Objection, Poll, RollAddition
from app.polls.views.blueprint import bp, to
from app.polls.views.entries import entry_of


@bp.route("/polls/<int:poll_id>/objection", methods=["GET", "POST"])
def object_to_roll(poll_id: int) -> ResponseReturnValue:
    """Say what is wrong with one's own line; the answer stands on the poll's page."""
    poll = queries.poll(poll_id)
    authorize("object", poll)
    form = ObjectionForm()
    text = form.text.data or ""
    done = carried_out(form, lambda: service.object_to_roll(poll, text=text, by=current_user, at=clock.now()))
    if done is None:
        poll = queries.poll(poll_id)
        entry = entry_of(poll, current_user, clock.now())
        page = render_template("polls/objection.html", poll=poll, form=form, entry=entry)
        return page, 422 if form.is_submitted() else 200
    flash(_("이의 신청을 받았습니다. 답은 이 쪽에 보입니다."), "success")
    return to("show", poll_id=poll_id)


@bp.get("/polls/<int:poll_id>/roll")
def roll(poll_id: int) -> ResponseReturnValue:
    """What people object to the roll, with a form to answer each; for officers, who was left out of an open one."""
    poll = queries.poll(poll_id)
    authorize("answer_objections", poll)
    return _desk(poll, {})


def _desk(poll: Poll, answered: dict[int, ObjectionAnswerForm], addition: AdditionForm | None = None) -> str:
    objections = queries.objections_of(poll)
    forms = {one.id: answered.get(one.id) or _answer_form(one) for one in objections if one.is_waiting}
    if addition is None and can(current_user, "add_to_roll", poll):
        addition = _addition_form(poll)
    return render_template("polls/roll.html", poll=poll, objections=objections, forms=forms, addition=addition)


def _addition_form(poll: Poll) -> AdditionForm:
    form = AdditionForm(prefix="add")
    form.offer(service.left_out(poll))
    return form


def _answer_form(objection: Objection) -> ObjectionAnswerForm:
    return ObjectionAnswerForm(prefix=f"o{objection.id}")


@bp.post("/objections/<int:objection_id>/answer")
def answer_objection(objection_id: int) -> ResponseReturnValue:
    """Answer an objection with a sentence that its person reads."""
    objection = queries.objection(objection_id)
    authorize("answer_objections", objection.poll)
    form, poll_id = _answer_form(objection), objection.poll_id

    def answer() -> Objection:
        accepted, text = form.accepted.data == "yes", form.text.data or ""
        return service.answer_objection(objection, accepted=accepted, text=text, by=current_user, at=clock.now())

    if carried_out(form, answer) is None:
        return _desk(queries.poll(poll_id), {objection_id: form}), 422
    flash(_("답했습니다. 신청한 분이 투표 쪽에서 읽습니다."), "success")
    return to("roll", poll_id=poll_id)


@bp.post("/polls/<int:poll_id>/additions")
def add_to_roll(poll_id: int) -> ResponseReturnValue:
    """Put somebody who was left out on the roll of an open poll; everybody reads why."""
    poll = queries.poll(poll_id)
    authorize("add_to_roll", poll)
    form = _addition_form(poll)

    def add() -> RollAddition:
        number, reason = int(form.person.data), form.reason.data or ""
        return service.add_to_roll(poll, number, reason=reason, by=current_user, at=clock.now())

    if carried_out(form, add) is None:
        return _desk(queries.poll(poll_id), {}, form), 422
    flash(_("명부에 더했습니다. 까닭은 투표의 규칙에서 누구나 읽습니다."), "success")
    return to("roll", poll_id=poll_id)
