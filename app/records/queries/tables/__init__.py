"""The tables of open data: what exports, their data dictionary and its page are made from."""

from app.records.queries.tables.bylaws import BYLAWS
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.councils import COUNCILS
from app.records.queries.tables.deeds import CHECKS, COMMITMENTS, MILESTONES
from app.records.queries.tables.handovers import HANDOVERS
from app.records.queries.tables.meetings import MEETINGS, RESOLUTIONS
from app.records.queries.tables.minutes import ADDENDA, AGENDA_ITEMS, MINUTES_LINES
from app.records.queries.tables.opinions import QUESTIONS, STATEMENTS
from app.records.queries.tables.panels import PANELS
from app.records.queries.tables.plans import PLAN_ITEMS, PLANS
from app.records.queries.tables.polls import POLLS, RESULTS
from app.records.queries.tables.proposals import PROPOSALS
from app.records.queries.tables.requests import REQUESTS
from app.records.queries.tables.stamp import ADDRESS, STAMP, Stamp
from app.records.queries.tables.talk import AMENDMENTS, COMMENTS, SUMMARIES

__all__ = ["ADDRESS", "RESULTS", "STAMP", "TABLES", "Column", "Kind", "Stamp", "Table"]

_TALK = (PROPOSALS, AMENDMENTS, HANDOVERS, COMMENTS, SUMMARIES, QUESTIONS, STATEMENTS)
_MEETINGS = (MEETINGS, AGENDA_ITEMS, MINUTES_LINES, ADDENDA, RESOLUTIONS)
_CENTRE = (REQUESTS, COMMITMENTS, MILESTONES, CHECKS, PLANS, PLAN_ITEMS)
TABLES = {table.key: table for table in (COUNCILS, BYLAWS, *_TALK, *_MEETINGS, PANELS, POLLS, RESULTS, *_CENTRE)}
