"""Reads of plans, one noun a file."""

from app.plans.queries.body import body
from app.plans.queries.calendar import Dated, dates, due_dates, sending_due
from app.plans.queries.grounds import Ground, adopting_meeting, ground, grounds
from app.plans.queries.plans import item, item_of, item_once, linkable, locked, plan, plan_of_year, plans_of, version
from app.plans.queries.settlement import Line, Settlement, settlement, spending_once
from app.plans.queries.sources import Bought, bought_by, missed_by, polls_to_buy, proposals_to_take
from app.plans.queries.terms import all_terms, sending_term

__all__ = [
    "Bought",
    "Dated",
    "Ground",
    "Line",
    "Settlement",
    "adopting_meeting",
    "all_terms",
    "body",
    "bought_by",
    "dates",
    "due_dates",
    "ground",
    "grounds",
    "item",
    "item_of",
    "item_once",
    "linkable",
    "locked",
    "missed_by",
    "plan",
    "plan_of_year",
    "plans_of",
    "polls_to_buy",
    "proposals_to_take",
    "sending_due",
    "sending_term",
    "settlement",
    "spending_once",
    "version",
]
