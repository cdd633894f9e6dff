"""Steps of the count that would keep a page waiting: they are asked for, and the worker takes them."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from app.kernel.db import insert_if_new, session
from app.kernel.errors import Conflict
from app.people.models import User
from app.polls.models import AskedCount, Ballot, PaperBallot, Poll
from app.polls.models.asked_count import LONGEST_REFUSAL
from app.polls.service.closing import certify, count_poll
from app.polls.service.reconciliation import why_not_counted
from app.polls.service.second_count import is_counted_twice
from app.polls.states import POLL, CountStage, CountStep

MANY = 500  # different papers; every method counts so many in well under two seconds


def count_or_ask(poll: Poll, *, by: User, at: datetime) -> bool:
    """Count a poll with paper now, or ask the worker where that takes long; whether it is counted.

    Raises what `count_poll` raises; Conflict also where the worker would have to refuse.
    """
    if not (is_counted_twice(poll) or _has_many_papers(poll)):
        count_poll(poll.id, by=by, at=at)
        return True
    missing = why_not_counted(poll)
    if missing:
        raise Conflict(missing)
    _ask(poll, CountStep.COUNT, by, at)
    return False


def certify_or_ask(poll: Poll, *, by: User, at: datetime) -> bool:
    """Make the result final now, or ask the worker where counting again takes long; whether it is final.

    Raises what `certify` raises.
    """
    if not _has_many_papers(poll):
        certify(poll, by=by, at=at)
        return True
    _ask(poll, CountStep.CERTIFY, by, at)
    return False


def reach(poll_id: int, stage: CountStage) -> None:
    """Tell those who wait how far the worker is."""
    _set(poll_id, stage=stage)


def take_step(poll_id: int, *, at: datetime) -> None:
    """Take the step that was asked for, in the name of who asked. One that was taken meanwhile is let go.

    Raises what `count_poll` and `certify` raise.
    """
    asked = session().get(AskedCount, poll_id)
    if asked is None:
        return
    by = session().get_one(User, asked.asked_by_id)
    if asked.step is CountStep.COUNT:
        count_poll(poll_id, by=by, at=at)
    else:
        certify(session().get_one(Poll, poll_id), by=by, at=at)
    session().execute(delete(AskedCount).where(AskedCount.poll_id == poll_id))


def refuse_step(poll_id: int, reason: str) -> None:
    """Keep why the step cannot be taken, for those who wait."""
    _set(poll_id, stage=CountStage.REFUSED, refusal=reason[:LONGEST_REFUSAL])


def _ask(poll: Poll, step: CountStep, by: User, at: datetime) -> None:
    """A second press asks nothing new; what was refused before is asked anew."""
    POLL.after(step, poll.state)
    refused = (AskedCount.poll_id == poll.id, AskedCount.stage == CountStage.REFUSED)
    session().execute(delete(AskedCount).where(*refused))
    insert_if_new(AskedCount, poll_id=poll.id, step=step, asked_by_id=by.id, asked_at=at)


def _set(poll_id: int, **values: object) -> None:
    session().execute(update(AskedCount).where(AskedCount.poll_id == poll_id).values(**values))


def _has_many_papers(poll: Poll) -> bool:
    """Whether so many different papers were given that counting them may take seconds."""
    online = select(Ballot.marks).where(Ballot.poll_id == poll.id)
    on_paper = select(PaperBallot.marks).where(PaperBallot.poll_id == poll.id)
    different = online.union(on_paper).limit(MANY + 1).subquery()
    return (session().scalar(select(func.count()).select_from(different)) or 0) > MANY
