"""Which proposals a poll asks about."""

from sqlalchemy import func, select

from app.kernel.db import session
from app.meetings.models import AgendaItem
from app.polls.models import Option


def proposals_asked(poll_id: int) -> dict[int, list[int]]:
    """The proposals by number, each with the positions of the options that stand for it."""
    number = func.coalesce(Option.proposal_id, AgendaItem.proposal_id)
    asked = select(number, Option.position).outerjoin(Option.agenda_item).where(Option.poll_id == poll_id)
    found: dict[int, list[int]] = {}
    for proposal_id, position in session().execute(asked.where(number.is_not(None)).order_by(Option.position)):
        found.setdefault(proposal_id, []).append(position)
    return found
