"""Documents of a plan: the letter to the gu, its dates for a phone's calendar, and its settlement as a table."""

import csv
import io

from flask import url_for
from flask.typing import ResponseReturnValue

from app.documents import plan_dates
from app.documents.official.plan import plan_paper
from app.documents.registers import Kind, number_of_council
from app.documents.views.blueprint import bp, file, paper
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.plans import queries

CSV, ICS = "text/csv; charset=utf-8; header=present", "text/calendar"


@bp.get("/plans/<int:plan_id>/paper")
@bp.get("/plans/<int:plan_id>/plan.<any(hwpx, docx, pdf):ending>")
def plan(plan_id: int, ending: str = "") -> ResponseReturnValue:
    """The plan as a letter to the gu: as it was sent, before that as it stands."""
    found = queries.plan(plan_id)
    authorize("read", found)
    sent = next((one.body for one in found.versions if one.hash == found.sent_hash), None)
    place = number_of_council(found.council_id, Kind.PLAN, plan_id, found.sent_at)
    made = plan_paper(found, sent or queries.body(found), queries.ground(found), place)
    back = (_("자치계획"), url_for("plans.show", plan_id=plan_id))
    return paper(made, ending, back, plan_id=plan_id)


@bp.get("/plans/<int:plan_id>/calendar.ics")
def plan_calendar(plan_id: int) -> ResponseReturnValue:
    """The dates of the plan for a calendar that subscribes."""
    found = queries.plan(plan_id)
    authorize("read", found)
    made = plan_dates.calendar(found, queries.dates(found, clock.today()), clock.now())
    return file(made, ICS, f"{found.title}.ics")


@bp.get("/plans/<int:plan_id>/settlement.csv")
def plan_settlement(plan_id: int) -> ResponseReturnValue:
    """What was planned, settled and spent, in won, and how far each promise is; the last row is the sum.

    UTF-8 with a mark, as Excel wants it.
    """
    found = queries.plan(plan_id)
    authorize("read", found)
    if not found.is_final:
        raise NotFound
    table, text = queries.settlement(found), io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow([_("사업"), _("계획"), _("확정"), _("쓴 돈"), _("남은 돈"), _("하기로 한 일")])
    for line in (*table.lines, table.total):
        named = _harmless(line.title) or _("모두")
        deed = line.deed.label if line.deed else ""
        out.writerow([named, line.planned_won, line.final_won, line.spent_won, line.left_won, deed])
    return file(text.getvalue().encode("utf-8-sig"), CSV, f"{found.title}.csv", kept=True)


def _harmless(title: str) -> str:
    """No spreadsheet takes the title for a formula."""
    return f"'{title}" if title[:1] in {"=", "+", "-", "@"} else title
