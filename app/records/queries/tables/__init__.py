"""The tables of open data: what exports, their data dictionary and its page are made from."""

from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.councils import COUNCILS
from app.records.queries.tables.deeds import CHECKS, COMMITMENTS, MILESTONES
from app.records.queries.tables.meetings import MEETINGS, RESOLUTIONS
from app.records.queries.tables.plans import PLAN_ITEMS, PLANS
from app.records.queries.tables.polls import POLLS, RESULTS
from app.records.queries.tables.proposals import PROPOSALS
from app.records.queries.tables.requests import REQUESTS
from app.records.queries.tables.stamp import ADDRESS, STAMP, Stamp

__all__ = ["ADDRESS", "RESULTS", "STAMP", "TABLES", "Column", "Kind", "Stamp", "Table"]

_OF_COUNCILS = (COUNCILS, PROPOSALS, MEETINGS, RESOLUTIONS, POLLS, RESULTS, REQUESTS)
TABLES = {table.key: table for table in (*_OF_COUNCILS, COMMITMENTS, MILESTONES, CHECKS, PLANS, PLAN_ITEMS)}
