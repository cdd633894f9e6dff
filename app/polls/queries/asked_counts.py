"""Counts that wait for the worker."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from app.kernel.db import session
from app.polls.models import AskedCount, Poll
from app.polls.states import CountStage, PollState


def asked_count(poll: Poll) -> AskedCount | None:
    """What was asked of the worker for a poll that is not final, or None."""
    waits = poll.state in (PollState.COUNTING, PollState.CLOSED)
    return session().scalars(_ASKED, {"poll": poll.id}).one_or_none() if waits else None


_ASKED = select(AskedCount).where(AskedCount.poll_id == bindparam("poll")).execution_options(populate_existing=True)


def asked_counts() -> Sequence[int]:
    """The numbers of the polls whose count waits for the worker, the first asked first."""
    waiting = select(AskedCount.poll_id).where(AskedCount.stage != CountStage.REFUSED)
    return session().scalars(waiting.order_by(AskedCount.asked_at, AskedCount.poll_id)).all()
