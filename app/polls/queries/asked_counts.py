"""Counts that wait for the worker."""

from collections.abc import Sequence

from sqlalchemy import select

from app.kernel.db import session
from app.polls.models import AskedCount, Poll
from app.polls.states import CountStage, PollState


def asked_count(poll: Poll) -> AskedCount | None:
    """What was asked of the worker for a poll that is not final, or None."""
    waits = poll.state in (PollState.COUNTING, PollState.CLOSED)
    return session().get(AskedCount, poll.id, populate_existing=True) if waits else None


def asked_counts() -> Sequence[int]:
    """The numbers of the polls whose count waits for the worker, the first asked first."""
    waiting = select(AskedCount.poll_id).where(AskedCount.stage != CountStage.REFUSED)
    return session().scalars(waiting.order_by(AskedCount.asked_at, AskedCount.poll_id)).all()
