"""The tables of open data: what exports, their data dictionary and its page are made from."""

from app.records.tables.column import Column, Kind, Table
from app.records.tables.meetings import MEETINGS, RESOLUTIONS
from app.records.tables.polls import POLLS, RESULTS
from app.records.tables.proposals import PROPOSALS
from app.records.tables.requests import REQUESTS
from app.records.tables.stamp import ADDRESS, STAMP, Stamp

__all__ = ["ADDRESS", "STAMP", "TABLES", "Column", "Kind", "Stamp", "Table"]

TABLES = {table.key: table for table in (PROPOSALS, MEETINGS, RESOLUTIONS, POLLS, RESULTS, REQUESTS)}
