"""Mixing: on PostgreSQL rows lie in the order of writing, so a box is written anew in an order of chance.

SQLite keeps roll and ballots in the order of their keys, which are hashes: there is nothing to mix.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select, text

from app.kernel.db import session
from app.polls.models import Ballot, Mixing, Poll, RollEntry
from app.polls.states import Channel, PollState

ENOUGH = 20  # ballots and sheets of paper since the last mixing
LONGEST = timedelta(seconds=60)  # that a ballot lies unmixed

_ALLOW = text("SELECT set_config('golmok.mixing', :on, true)")
# The sort reads every deleted row before the first is inserted; the order is of cryptographic chance.
_REWRITE = tuple(
    text(
        f"WITH taken AS (DELETE FROM {table} WHERE poll_id = :poll RETURNING {columns}) "  # noqa: S608 - words of this file
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM taken ORDER BY gen_random_uuid()"
    )
    for table, columns in (("ballot", "poll_id, nonce_hash, marks"), ("roll", "poll_id, person_key, alley, channel"))
)


def mix(poll_id: int, *, at: datetime) -> None:
    """Write roll and ballots of the poll anew in an order that says nothing; casting waits meanwhile."""
    session().execute(select(Poll.id).where(Poll.id == poll_id).with_for_update())
    if rewrite(poll_id):
        session().merge(Mixing(poll_id=poll_id, ballot_count=_written(poll_id), mixed_at=at))


def rewrite(poll_id: int) -> bool:
    """As `mix`, for a caller who holds the poll's row; False where the database needs no mixing."""
    connection = session().connection()
    if connection.dialect.name != "postgresql":
        return False
    connection.execute(_ALLOW, {"on": "on"})
    for statement in _REWRITE:
        connection.execute(statement, {"poll": poll_id})
    connection.execute(_ALLOW, {"on": "off"})
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
