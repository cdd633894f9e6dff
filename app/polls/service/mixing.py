"""Mixing: on PostgreSQL rows lie in the order of writing, so a box is written anew in an order of chance.

SQLite keeps roll and ballots in the order of their keys, which are hashes: there is nothing to mix.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import func, select, text

from app.kernel.db import session, transaction
from app.polls.models import Ballot, Mixing, Poll, RollEntry
from app.polls.states import Channel, PollState

ENOUGH = 20  # ballots and sheets of paper since the last mixing
LONGEST = timedelta(seconds=60)  # that a ballot lies unmixed

_REWRITE = text("SELECT golmok_mix(:poll)")  # app/polls/models/ddl.py


def mix(poll_id: int, *, at: datetime) -> None:
    """Write roll and ballots of the poll anew in an order that says nothing; casting waits meanwhile."""
    session().execute(select(Poll.id).where(Poll.id == poll_id).with_for_update())
    _mix_held(poll_id, at)


def _mix_held(poll_id: int, at: datetime) -> None:
    if rewrite(poll_id):
        session().merge(Mixing(poll_id=poll_id, ballot_count=_written(poll_id), mixed_at=at))


@contextmanager
def all_mixed(*, at: datetime) -> Iterator[None]:
    """Every open box mixed, and no ballot put on top until the block ends; for PostgreSQL, outside a transaction."""
    its_open = select(Poll.id).where(Poll.state == PollState.OPEN).order_by(Poll.id)
    with session().get_bind().connect() as holder:  # type: ignore[union-attr]  # the engine, outside a transaction
        # holds off voters and closing, but neither the mixer nor whoever only points to the poll
        for poll_id in holder.scalars(its_open.with_for_update(key_share=True)).all():
            with transaction():
                _mix_held(poll_id, at)
        yield


def rewrite(poll_id: int) -> bool:
    """As `mix`, for a caller who holds the poll's row; False where the database needs no mixing."""
    connection = session().connection()
    if connection.dialect.name != "postgresql":
        return False
    connection.execute(_REWRITE, {"poll": poll_id})
    return True


def due_for_mixing(at: datetime) -> list[int]:
    """The open polls with ENOUGH new ballots or sheets, or with any after LONGEST; none on SQLite."""
    if session().connection().dialect.name != "postgresql":
        return []
    polls = select(Poll.id, Mixing.ballot_count, Mixing.mixed_at).join(Mixing, Mixing.poll_id == Poll.id, isouter=True)
    due = []
    for poll_id, known, mixed_at in session().execute(polls.where(Poll.state == PollState.OPEN)):
        new = _written(poll_id) - (known or 0)
        if new >= ENOUGH or (new > 0 and (mixed_at is None or at - mixed_at >= LONGEST)):
            due.append(poll_id)
    return due


def _written(poll_id: int) -> int:
    """Ballots in the box and sheets handed out: a line of the roll that is marked for paper is written anew too."""
    ballots = select(func.count()).where(Ballot.poll_id == poll_id).scalar_subquery()
    sheets = select(func.count()).where(RollEntry.poll_id == poll_id, RollEntry.channel == Channel.PAPER)
    return session().scalar(select(ballots + sheets.scalar_subquery())) or 0
