"""Reports: made in one press, read through, sent."""

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.models import Body, meetings_in
from app.decisions.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.post("/meetings/<int:meeting_id>/reports")
@bp.post("/polls/<int:poll_id>/reports")
def compose(meeting_id: int = 0, poll_id: int = 0) -> ResponseReturnValue:
    """Make the report in one press; pressed again, it opens the report that is there."""
    source = queries.meeting(meeting_id) if meeting_id else queries.poll(poll_id)
    authorize("read", source)
    authorize("facilitate", source.council)
    with transaction():
        report = service.compose(source, by=current_user, at=clock.now())
    return to("report", report_id=report.id)


@bp.get("/reports/<int:report_id>")
def report(report_id: int) -> ResponseReturnValue:
    """A sent report, for everybody; or the draft, for the facilitators who read it through."""
    report = queries.report(report_id)
    authorize("read", report)
    body = report.body if report.is_sent else queries.body(report)
    page = "decisions/report.html" if report.is_sent else "decisions/draft.html"
    terms = queries.kinds_of(report.council.dong.gu_id, clock.today())
    told = {"body": body, "behind_it": _behind(body)}
    return render_template(page, report=report, terms=terms, today=clock.today(), **told)


def _behind(body: Body) -> dict[str, Any]:
    """What stands behind it: its meetings as they are now, and what each poll says of votes for something else."""
    now = queries.meetings_behind(body)
    return {
        "meetings": [(part, now.get(part["id"])) for part in meetings_in(body)],
        "against": {poll["id"]: queries.votes_against(poll) for poll in body["polls"]},
    }


@bp.post("/reports/<int:report_id>/sending")
def send(report_id: int) -> ResponseReturnValue:
    """Hand the report to the dong centre."""
    report = queries.report(report_id)
    if report.is_sent:
        authorize("read", report)
        return to("report", report_id=report.id)
    authorize("send", report)
    with transaction():
        service.send(report, by=current_user, at=clock.now())
    flash(_("보고서를 동주민센터에 보냈습니다. 요청마다 답변 기한이 정해졌고, 답이 나오면 알려 드립니다."), "success")
    return to("report", report_id=report.id)
