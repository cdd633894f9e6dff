"""One answer for several requests."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries as decisions
from app.decisions.models import Request
from app.desk import queries, service
from app.desk.forms import JointAnswerForm, joint_answer_form, picked_of
from app.desk.service.together import MOST
from app.desk.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import key_of
from app.kernel.forms import carried_out
from app.kernel.i18n import ngettext
from app.kernel.paging import page_of
from app.kernel.policy import authorize

PICKABLE = 60


@bp.route("/dongs/<int:dong_id>/joint-answers/new", methods=["GET", "POST"])
def answer_together(dong_id: int) -> ResponseReturnValue:
    """Write one text and publish it as the answer to each of the picked requests, all of them or none."""
    desk = decisions.desk(dong_id)
    authorize("read", desk)
    asked = queries.picked(_numbers())
    if len(asked) < 2:
        return _picking(desk)
    form = _form(dong_id, asked)
    seen = {one.id: picked_of(form.picked.data).get(one.id, 0) for one in asked}
    by, at = current_user, clock.now()
    refused: list[service.Refusal] = []
    if done := carried_out(form, lambda: _all_or_none(seen, form, refused, dong_id=dong_id, by=by, at=at)):
        flash(_said(len(done), desk.dong.answers_reviewed), "success")
        return to("inbox", dong_id=dong_id)
    fresh, page = decisions.desk(dong_id), {"form": form, "refused": refused}
    html = render_template("desk/together.html", desk=fresh, asked=queries.picked(seen), **page)
    return html, 422 if form.errors else 200


def _picking(desk: decisions.Desk) -> ResponseReturnValue:
    """What there is to pick from, the most urgent first."""
    waiting = page_of(decisions.opened(desk.id), 1, PICKABLE).items
    texts = queries.templates_of(desk.id)
    return render_template("desk/picking.html", desk=desk, asked=waiting, templates=texts)


def _numbers() -> list[int]:
    sent = list(picked_of(request.form.get("picked")))
    return sent or [key for one in request.args.getlist("request") if (key := key_of(one))][:MOST]


def _form(dong_id: int, asked: Sequence[Request]) -> JointAnswerForm:
    offices = {phone for one in asked for phone in decisions.office_phones(one)}
    seen = {one.id: one.decision.version if one.decision else 0 for one in asked}
    return joint_answer_form(decisions.post_of(current_user.id, dong_id), seen, _begun(dong_id), offices=offices)


def _begun(dong_id: int) -> Mapping[str, Any]:
    """What the chosen text says; its blanks are filled in for each request when the answers are published."""
    chosen = key_of(request.args.get("template"))
    found = [one for one in queries.templates_of(dong_id) if one.id == chosen] if chosen else []
    return queries.words_of(found[0]) if found else {}


def _all_or_none(seen: Mapping[int, int], form: JointAnswerForm, refused: list[service.Refusal], **given: Any) -> Any:
    try:
        return service.answer_together(seen, form.words, **given)
    except service.NotTogether as fault:
        refused += fault.refusals
        raise


def _said(count: int, is_read_first: bool) -> str:
    if is_read_first:
        return ngettext(
            "요청 %(num)d건의 답변을 다른 담당자에게 살펴봐 달라고 했습니다.",
            "요청 %(num)d건의 답변을 다른 담당자에게 살펴봐 달라고 했습니다.",
            count,
        )
    return ngettext("요청 %(num)d건에 답변을 공개했습니다.", "요청 %(num)d건에 답변을 공개했습니다.", count)
