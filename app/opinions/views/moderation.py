"""Looking after the statements of a question: more seeds, showing, hiding, and what became of each."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.files import link
from app.kernel.forms import Form, carried_out
from app.kernel.i18n import _
from app.kernel.paging import page_number
from app.kernel.policy import authorize
from app.opinions import queries, service
from app.opinions.forms import FateForm, HidingForm, MoreSeedsForm
from app.opinions.models import Statement
from app.opinions.states import Fate
from app.opinions.views.blueprint import bp, to


def _back(statement: Statement, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return to("desk", question_id=statement.question_id)


def _deed_page(template: str, statement: Statement, form: Form) -> ResponseReturnValue:
    html = render_template(f"opinions/{template}.html", statement=statement, question=statement.question, form=form)
    return html, 422 if form.errors else 200


@bp.get("/questions/<int:question_id>/statements")
def desk(question_id: int) -> ResponseReturnValue:
    """All statements of a question, what waits first. Counts are not shown before the end, to facilitators neither."""
    question = queries.question(question_id)
    authorize("moderate", question)
    page = queries.looked_after(question_id, page_number(request.args.get("page")))
    return render_template("opinions/desk.html", question=question, page=page)


@bp.route("/questions/<int:question_id>/seeds", methods=["GET", "POST"])
def seeds(question_id: int) -> ResponseReturnValue:
    """Put more statements of the facilitator among the others."""
    question = queries.question(question_id)
    authorize("add", question)
    form = MoreSeedsForm()
    added = carried_out(form, lambda: service.add_seeds(question, form.texts, at=clock.now()))
    if added is None:
        return render_template("opinions/seeds.html", question=question, form=form), 422 if form.errors else 200
    nothing = _("모두 이미 있는 의견이라 더하지 않았습니다.")
    said = _("의견 %(count)s개를 올렸습니다.", count=added) if added else nothing
    flash(said, "success")
    return to("desk", question_id=question_id)


@bp.post("/statements/<int:statement_id>/showing")
def showing(statement_id: int) -> ResponseReturnValue:
    """Let neighbours see a statement."""
    statement = queries.statement(statement_id)
    authorize("moderate", statement)
    with transaction():
        service.show(statement, by=current_user, at=clock.now())
    return _back(statement, _("의견을 올렸습니다. 쓴 분에게 알립니다."))


@bp.route("/statements/<int:statement_id>/hiding", methods=["GET", "POST"])
def hiding(statement_id: int) -> ResponseReturnValue:
    """Hide a statement, with the reason."""
    statement = queries.statement(statement_id)
    authorize("moderate", statement)
    form = HidingForm()
    why = form.reason.data or ""
    if carried_out(form, lambda: service.hide(statement, reason=why, by=current_user, at=clock.now())):
        return _back(statement, _("의견을 가렸습니다. 쓴 분에게 까닭을 알립니다."))
    return _deed_page("hiding", statement, form)


@bp.route("/statements/<int:statement_id>/fate", methods=["GET", "POST"])
def fate(statement_id: int) -> ResponseReturnValue:
    """Say what became of a statement, and why."""
    statement = queries.statement(statement_id)
    authorize("settle", statement)
    form = FateForm(obj=statement)

    def settled() -> Statement:
        why = form.fate_reason.data or ""
        return service.settle(statement, Fate(form.fate.data), reason=why, by=current_user, at=clock.now())

    if carried_out(form, settled):
        return _back(statement, _("적었습니다. 의견을 쓴 분에게 알립니다."))
    return _deed_page("fate", statement, form)


@bp.post("/statements/<int:statement_id>/proposal")
def bring(statement_id: int) -> ResponseReturnValue:
    """Make a draft of a proposal from a statement; pressed twice it is one draft."""
    statement = queries.statement(statement_id)
    authorize("bring", statement)
    with transaction():
        proposal = service.bring(statement, by=current_user, at=clock.now())
    flash(_("이 의견으로 제안을 썼습니다. 읽어 보고 고친 뒤에 내놓아 주세요."), "success")
    place = link("proposals.publication" if proposal.is_draft else "proposals.show", proposal_id=proposal.id)
    return redirect(place or url_for(".desk", question_id=statement.question_id), 303)
