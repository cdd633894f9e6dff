"""Reads of polls by the database's clock, which alone says whether a box is open."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from app.councils.models import Council
from app.kernel.clock import DatabaseClock, moment_of
from app.kernel.db import session
from app.polls.models import Poll
from app.polls.queries.polls import poll, poll_and
from app.polls.states import PollState

_NOW = DatabaseClock()


def poll_now(number: int) -> tuple[Poll, datetime]:
    """As `poll`, with the moment at which the database read it; of an open one what its paper shows. Raises NotFound.

    An open poll goes by its frozen sheet and nothing of it is counted, so neither bylaws nor a tally are read.
    """
    found, now = poll_and(number, _for_its_paper, _NOW)
    if found.is_open:
        set_committed_value(found, "tally", None)
    else:
        session().expire(found)
        found = poll(number)
    return found, moment_of(now)


def _for_its_paper() -> Select[Poll]:
    return select(Poll).options(joinedload(Poll.council).joinedload(Council.dong))


def due_polls(moment: datetime) -> Sequence[int]:
    """The numbers of the open polls whose time has passed; a replay closes its own."""
    due = select(Poll.id).where(Poll.state == PollState.OPEN, Poll.closes_at <= moment, Poll.is_replay.is_(False))
    return session().scalars(due.order_by(Poll.closes_at)).all()
