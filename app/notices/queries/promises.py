"""What events of commitments are about: the title, and the numbers that addresses and audiences need."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.decisions.models import Request
from app.deeds import queries as deeds
from app.deeds.models import Commitment, DeedCheck
from app.kernel.db import session
from app.notices.queries.titles import one_line

About = tuple[str, dict[str, int | None]]


def commitment(number: int) -> About | None:
    """What was promised, None where it is gone."""
    whole = select(Commitment).options(
        joinedload(Commitment.council), joinedload(Commitment.request).joinedload(Request.report)
    )
    found = session().scalars(whole.where(Commitment.id == number)).one_or_none()
    if found is None:
        return None
    source = deeds.source_of(found)
    numbers = {"commitment_id": number, "council_id": found.council_id}
    return one_line(found.title), {**numbers, **vars(source)}


def check(number: int) -> About | None:
    """A round is about its commitment."""
    found = session().get(DeedCheck, number)
    about = commitment(found.commitment_id) if found else None
    return (about[0], {**about[1], "check_id": number}) if about else None
