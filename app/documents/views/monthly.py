"""The report of a month to the gu: the officers of the dong pick the month, look, and take the file."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.decisions import queries as decisions
from app.documents import months as queries
from app.documents.official.monthly import Told, month_name, monthly
from app.documents.views.blueprint import bp, paper
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.get("/dongs/<int:dong_id>/months")
def months(dong_id: int) -> ResponseReturnValue:
    """The months that can be reported."""
    desk = decisions.desk(dong_id)
    authorize("read", desk)
    found = [(month_name(one), one) for one in queries.months(clock.now())]
    return render_template("documents/months.html", desk=desk, months=found)


@bp.get("/dongs/<int:dong_id>/months/<string:month>")
@bp.get("/dongs/<int:dong_id>/months/<string:month>/report.<any(hwpx, docx, pdf):ending>")
def month(dong_id: int, month: str, ending: str = "") -> ResponseReturnValue:
    """The report of one month, the present one as far as it has come."""
    desk = decisions.desk(dong_id)
    authorize("read", desk)
    of = queries.month(month, clock.now())
    if of is None:
        raise NotFound
    told = Told(
        queries.meetings_held(dong_id, of), queries.requests_counted(dong_id, of), queries.polls_closed(dong_id, of)
    )
    back = (_("월간 보고"), url_for("documents.months", dong_id=dong_id))
    return paper(monthly(desk.dong, of, told), ending, back, dong_id=dong_id, month=month)
