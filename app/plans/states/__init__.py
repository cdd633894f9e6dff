"""States of a plan, what its items are, its duties with their days, and how its money fits under the cap."""

from app.plans.states.duties import LEAD_DAYS, Duty
from app.plans.states.meter import Meter, Missed, Row, meter, missed
from app.plans.states.moves import PLAN, PlanState, ReviewMark, Runner, Source

__all__ = [
    "LEAD_DAYS",
    "PLAN",
    "Duty",
    "Meter",
    "Missed",
    "PlanState",
    "ReviewMark",
    "Row",
    "Runner",
    "Source",
    "meter",
    "missed",
]
