"""Texts of answers that the officers of a dong keep ready."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries as decisions
from app.desk import queries, service
from app.desk.forms import TemplateForm
from app.desk.models import AnswerTemplate
from app.desk.states import Blank
from app.desk.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.places.models import Dong


@bp.get("/dongs/<int:dong_id>/answer-templates")
def templates(dong_id: int) -> ResponseReturnValue:
    """Those that there are."""
    desk = decisions.desk(dong_id)
    authorize("read", desk)
    return render_template("desk/templates.html", desk=desk, templates=queries.templates_of(dong_id))


@bp.route("/dongs/<int:dong_id>/answer-templates/new", methods=["GET", "POST"])
def add_template(dong_id: int) -> ResponseReturnValue:
    """Keep one more."""
    desk = decisions.desk(dong_id)
    authorize("read", desk)
    form, by, at = TemplateForm(), current_user, clock.now()
    if carried_out(form, lambda: service.keep_template(desk.dong, form.words, by=by, at=at)):
        flash(_kept(form), "success")
        return to("templates", dong_id=dong_id)
    return _page(form, decisions.desk(dong_id).dong)


@bp.route("/answer-templates/<int:template_id>", methods=["GET", "POST"])
def template(template_id: int) -> ResponseReturnValue:
    """Let it say something else."""
    one = queries.template(template_id)
    authorize("edit", one)
    form, by, at = TemplateForm(obj=one, data={"seen": one.version}), current_user, clock.now()
    seen, dong_id = form.seen.data or 0, one.dong_id
    if carried_out(form, lambda: service.change_template(one, form.words, seen=seen, by=by, at=at)):
        flash(_kept(form), "success")
        return to("templates", dong_id=dong_id)
    fresh = queries.template(template_id)
    return _page(form, fresh.dong, fresh)


@bp.post("/answer-templates/<int:template_id>/removal")
def remove_template(template_id: int) -> ResponseReturnValue:
    """Keep it no longer."""
    one = queries.template(template_id)
    authorize("edit", one)
    dong_id = one.dong_id
    with transaction():
        service.remove_template(one)
    flash(_("틀을 지웠습니다. 이미 쓴 답변은 그대로입니다."), "success")
    return to("templates", dong_id=dong_id)


def _page(form: TemplateForm, dong: Dong, one: AnswerTemplate | None = None) -> ResponseReturnValue:
    html = render_template("desk/template.html", form=form, dong=dong, one=one, blanks=list(Blank))
    return html, 422 if form.errors else 200


def _kept(form: TemplateForm) -> str:
    if form.own_blanks:
        return _("틀을 저장했습니다. 쓸 때마다 손으로 채울 자리: %(blanks)s", blanks=", ".join(form.own_blanks))
    return _("틀을 저장했습니다.")
