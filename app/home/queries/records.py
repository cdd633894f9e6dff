"""What a council has done so far: its meetings and what it sent to the dong centre."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.decisions.models import Report
from app.decisions.states import ReportState
from app.kernel.db import session
from app.meetings.models import Meeting

MOST = 100


def meetings_of(council_id: int) -> Sequence[Meeting]:
    """The council's meetings that everybody was told of, the newest first; at most a hundred."""
    query = select(Meeting).where(Meeting.council_id == council_id, Meeting.announced_at.is_not(None))
    return session().scalars(query.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(MOST)).all()


def reports_of(council_id: int) -> Sequence[Report]:
    """The council's reports that were sent, with their requests, the newest first; at most a hundred."""
    query = select(Report).where(Report.council_id == council_id, Report.state == ReportState.SENT)
    whole = query.options(selectinload(Report.requests)).order_by(Report.sent_at.desc(), Report.id.desc())
    return session().scalars(whole.limit(MOST)).all()
