"""Reads of reports, requests and answers, one noun a file."""

from app.decisions.queries.bodies import body
from app.decisions.queries.reports import locked_report, report, report_from, reports_of
from app.decisions.queries.requests import (
    Counts,
    Desk,
    answered,
    counts,
    desk,
    due_day,
    locked_request,
    opened,
    overdue_count,
    post_of,
    request,
    requests_of_proposal,
    requests_of_resolutions,
)
from app.decisions.queries.sources import Wish, meeting, poll, wishes_of_meeting, wishes_of_poll

__all__ = [
    "Counts",
    "Desk",
    "Wish",
    "answered",
    "body",
    "counts",
    "desk",
    "due_day",
    "locked_report",
    "locked_request",
    "meeting",
    "opened",
    "overdue_count",
    "poll",
    "post_of",
    "report",
    "report_from",
    "reports_of",
    "request",
    "requests_of_proposal",
    "requests_of_resolutions",
    "wishes_of_meeting",
    "wishes_of_poll",
]
