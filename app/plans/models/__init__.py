"""Tables of plans, one noun a file."""

from app.plans.models.item import PlanItem, Spending
from app.plans.models.plan import Plan
from app.plans.models.term import PlanReminder, SendingTerm
from app.plans.models.version import PlanVersion, TakingBack

__all__ = ["Plan", "PlanItem", "PlanReminder", "PlanVersion", "SendingTerm", "Spending", "TakingBack"]
