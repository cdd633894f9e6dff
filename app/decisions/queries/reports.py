"""Reads of reports."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.councils.models import Council
from app.decisions.models import Report, Request
from app.decisions.states import ReportState
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.models import Meeting
from app.places.models import Dong
from app.polls.models import Poll


def report(number: int) -> Report:
    """A report with its council, its source and its requests with their answers. Raises NotFound."""
    found = session().scalars(_whole().where(Report.id == number)).one_or_none()
    if found is None:
        raise NotFound
    return found


def _whole() -> Select[Report]:
    council = joinedload(Report.council)  # source and requests share it, so it is loaded by this path alone
    return select(Report).options(
        council.joinedload(Council.dong).joinedload(Dong.gu),
        council.joinedload(Council.alley),
        joinedload(Report.made_by),
        joinedload(Report.meeting),
        joinedload(Report.poll),
        selectinload(Report.requests).options(joinedload(Request.decision), joinedload(Request.kind)),
    )


def locked_report(number: int) -> Report:
    """The whole report as it is now, held until the transaction ends: nobody edits what is being sent."""
    session().execute(select(Report.id).where(Report.id == number).with_for_update()).one()
    return session().scalars(_whole().where(Report.id == number).execution_options(populate_existing=True)).one()


def report_from(source: Meeting | Poll) -> Report | None:
    """The one report of a meeting or of a poll, None before it is made."""
    column = Report.meeting_id if isinstance(source, Meeting) else Report.poll_id
    return session().scalars(select(Report).where(column == source.id)).one_or_none()


def added_once(report_id: int, once: str | None) -> Request | None:
    """The request that the form with this token has added to the report already."""
    added = select(Request).where(Request.report_id == report_id, Request.once == once)
    return session().scalars(added).one_or_none() if once else None


def reports_of(council: Council) -> Sequence[Report]:
    """The reports a council has sent, the newest first, each with its requests and their answers."""
    sent = (
        select(Report)
        .where(Report.council_id == council.id, Report.state == ReportState.SENT)
        .options(
            joinedload(Report.council),
            selectinload(Report.requests).joinedload(Request.decision),
        )
        .order_by(Report.sent_at.desc(), Report.id.desc())
    )
    return session().scalars(sent).all()
