"""Reads of polls by the database's clock, which alone says whether a box is open."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.kernel.clock import DatabaseClock, moment_of
from app.kernel.db import session
from app.polls.models import Poll
from app.polls.queries.polls import poll_and
from app.polls.states import PollState

_NOW = DatabaseClock()


def poll_now(number: int) -> tuple[Poll, datetime]:
    """As `poll`, with the moment at which the database read it. Raises NotFound."""
    found, now = poll_and(number, _NOW)
    return found, moment_of(now)


def due_polls(moment: datetime) -> Sequence[int]:
    """The numbers of the open polls whose time has passed; a replay closes its own."""
    due = select(Poll.id).where(Poll.state == PollState.OPEN, Poll.closes_at <= moment, Poll.is_replay.is_(False))
    return session().scalars(due.order_by(Poll.closes_at)).all()
