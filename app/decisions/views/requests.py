"""Requests: what is asked of the centre, written by facilitators and read by everybody."""

from collections.abc import Mapping
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils.models import Council
from app.decisions import queries, service
from app.decisions.forms import AddingForm, RequestForm, SupportForm
from app.decisions.models import Report, Request, RequestKind
from app.decisions.views.blueprint import bp, to
from app.decisions.views.telling import told
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize, can


@bp.get("/requests/<int:request_id>")
def request(request_id: int) -> ResponseReturnValue:
    """What was asked, by when it is answered, and the answer: for everybody."""
    asked = queries.request(request_id)
    authorize("read", asked)
    course = queries.course(asked.id)
    return render_template(
        "decisions/request.html",
        asked=asked,
        answer=asked.answered_decision,
        deadline=asked.deadline(clock.today()),
        term=asked.kind or _kinds(asked.council)[asked.clock],
        course=course,
        told=told(course, asked),
        attached=queries.files_named(asked.id, asked.answered_decision.files) if asked.answered_decision else [],
        **_around(asked),
    )


def _around(asked: Request) -> dict[str, Any]:
    """What stands beside an answer: who disagreed, what the council says, what was asked again, where it went on."""
    first = asked.again_of if asked.again_of and asked.again_of.answered_decision else None
    return {
        "first": first,
        "asking": queries.asking_of(asked.id) if asked.is_answered else None,
        "dissent": queries.dissent_behind(asked),
        "view": queries.council_view(asked.id) if asked.is_answered else None,
        "later": queries.later_proposals(asked.id) if asked.is_answered else [],
        "review": queries.last_review(asked.id) if can(current_user, "read_reviews", asked) else None,
        "support_form": SupportForm(formdata=None),
    }


@bp.route("/reports/<int:report_id>/requests/new", methods=["GET", "POST"])
def add(report_id: int) -> ResponseReturnValue:
    """Ask one thing more."""
    report = queries.report(report_id)
    authorize("edit", report)
    form = AddingForm(_kinds(report.council))
    if carried_out(form, lambda: service.add(report, *form.wording, once=form.once.data)):
        flash(_("요청을 더했습니다."), "success")
        return to("report", report_id=report.id)
    return _written(form, report, _("요청 더하기"))


@bp.route("/requests/<int:request_id>/wording", methods=["GET", "POST"])
def reword(request_id: int) -> ResponseReturnValue:
    """Say the same thing better, or choose another clock."""
    asked = queries.request(request_id)
    authorize("edit", asked)
    form = RequestForm(_kinds(asked.council), obj=asked)
    if carried_out(form, lambda: service.reword(asked, *form.wording)):
        flash(_("요청을 고쳤습니다."), "success")
        return to("report", report_id=asked.report_id)
    return _written(form, asked.report, _("요청 고치기"))


def _kinds(council: Council) -> Mapping[str, RequestKind]:
    """What the council can choose from today."""
    return queries.kinds_of(council.dong.gu_id, clock.today())


def _written(form: RequestForm, report: Report, title: str) -> ResponseReturnValue:
    page = render_template("decisions/wording.html", form=form, report=report, title=title)
    return page, 422 if form.errors else 200


@bp.post("/requests/<int:request_id>/removal")
def remove(request_id: int) -> ResponseReturnValue:
    """Leave a request out of the report."""
    asked: Request = queries.request(request_id)
    authorize("edit", asked)
    with transaction():
        service.remove(asked)
    flash(_("요청을 보고서에서 뺐습니다."), "success")
    return to("report", report_id=asked.report_id)
