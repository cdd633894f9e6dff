"""The milestones of a commitment."""

from datetime import date, datetime

from app.deeds import queries
from app.deeds.models import Commitment, Milestone
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User

MOST_MILESTONES = 12


def add_milestone(
    commitment: Commitment, title: str, due_on: date, *, once: str | None = None, by: User, at: datetime
) -> Milestone:
    """One step more on the way; the same form again adds nothing. Raises Invalid where there are MOST_MILESTONES."""
    held = queries.locked(commitment.id)
    twin = queries.milestone_once(once)
    if twin is not None:
        return twin
    held.move("edit")
    if len(held.milestones) >= MOST_MILESTONES:
        raise Invalid(_("단계는 %(most)s개까지 적을 수 있습니다.", most=MOST_MILESTONES))
    made = Milestone(commitment_id=held.id, once=once or None, title=title, due_on=due_on)
    session().add(made)
    session().flush()
    record("commitment.milestone_set", held, by=by, at=at, title=title, day=due_on.isoformat())
    return made


def complete(commitment: Commitment, milestone: Milestone, *, is_done: bool, by: User, at: datetime) -> Milestone:
    """It is done since today, or not after all; pressed twice, the first day stays.

    Events commitment.milestone_done and commitment.milestone_undone.
    """
    held = queries.locked(commitment.id)
    held.move("tell")
    row = next(one for one in held.milestones if one.id == milestone.id)
    if is_done is (row.done_on is not None):
        return row
    row.done_on = clock.seoul(at).date() if is_done else None
    session().flush()
    if is_done:
        record("commitment.milestone_done", held, by=by, at=at, title=row.title)
    else:
        record("commitment.milestone_undone", held, by=by, at=at, title=row.title)
    return row


def drop_milestone(commitment: Commitment, milestone: Milestone, *, by: User, at: datetime) -> None:
    """It was planned otherwise. Event commitment.milestone_dropped, which keeps its title."""
    held = queries.locked(commitment.id)
    held.move("edit")
    session().delete(milestone)
    session().flush()
    record("commitment.milestone_dropped", held, by=by, at=at, title=milestone.title)
