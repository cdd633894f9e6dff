"""The roll and the ballot box.

They never meet: no key, time, sequence or session joins a row of one to a row of the other, and both are stored
in the order of keys that come from a keyed hash or from chance. Nothing but the poll may stand in both.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Model
from app.polls.states import Channel


class RollEntry(Model):
    """투표인명부: one person who may vote, by a keyed hash, and the channel they have used, if any; never an alley."""

    __tablename__ = "roll"
    __table_args__ = ({"sqlite_with_rowid": False},)

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    person_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    alley: Mapped[str] = mapped_column(String(80), default="")  # always "": where few live it would show who voted
    channel: Mapped[Channel | None]


class RollAddition(Model):
    """명부에 더하기: that somebody was put on the roll after the opening, and why; never who."""

    __tablename__ = "roll_addition"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1 in each poll
    reason: Mapped[str] = mapped_column(String(200))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]


class Ballot(Model):
    """An anonymous marked paper in the box: the hash of its nonce, its marks, and nothing else."""

    __tablename__ = "ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    nonce_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    marks: Mapped[str] = mapped_column(String(1000))  # canonical JSON: the positions marked, ascending; [] is blank


class Mixing(Model):
    """When a box was mixed last and how many ballots it held then; one row a poll, overwritten each time."""

    __tablename__ = "mixing"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    ballot_count: Mapped[int]
    mixed_at: Mapped[datetime]


class Sealing(Model):
    """When the files were rewritten after the poll's box was closed; a box that has no row is still to be sealed."""

    __tablename__ = "sealing"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime]
