"""What events of plans are about: the title, and the numbers that addresses and audiences need."""

from sqlalchemy.orm import joinedload

from app.councils.models import Council
from app.kernel.db import session
from app.notices.queries.promises import About
from app.notices.queries.titles import one_line
from app.plans.models import Plan


def plan(number: int) -> About | None:
    """The plan, None where it is gone."""
    found = session().get(Plan, number, options=[joinedload(Plan.council).joinedload(Council.dong)])
    if found is None:
        return None
    numbers: dict[str, int | None] = {
        "plan_id": number,
        "council_id": found.council_id,
        "dong_id": found.council.dong_id,
    }
    return one_line(found.title), numbers
