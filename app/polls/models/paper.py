"""Paper ballots: batches from the paper box, each entered by two people, and the sheet that must balance.

A person's line of the roll says no more than "paper". A sheet carries no number and is entered after the box was
emptied, so nothing here can stand beside a person of the roll.
"""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Model


class RefusedDuplicates(Model):
    """How often someone was turned away who had used another channel: a number for a poll, no person, no time."""

    __tablename__ = "refused_duplicates"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(default=0)


class PaperBatch(Model):
    """묶음: a pile of sheets from the paper box. Accepted, and final, once two people have entered the same."""

    __tablename__ = "paper_batch"
    __table_args__ = (
        CheckConstraint("sheets BETWEEN 1 AND 25", name="sheets"),
        CheckConstraint("first_by_id <> second_by_id", name="two_people"),
        CheckConstraint(
            "NOT is_accepted OR (first_by_id IS NOT NULL AND second_by_id IS NOT NULL)", name="accepted_by_two"
        ),
    )

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sheets: Mapped[int]
    is_accepted: Mapped[bool] = mapped_column(default=False)
    first_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class PaperEntry(Model):
    """What one of the two has entered for a batch, sheet after sheet; destroyed when the batch is accepted."""

    __tablename__ = "paper_entry"
    __table_args__ = (
        ForeignKeyConstraint(["poll_id", "batch"], ["paper_batch.poll_id", "paper_batch.number"]),
        UniqueConstraint("poll_id", "batch", "place"),
        CheckConstraint("place IN (1, 2)", name="place"),
    )

    poll_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, autoincrement=False)
    place: Mapped[int]  # the first or the second of the two
    marks: Mapped[list[str]] = mapped_column(JSON)  # of each sheet, written as PaperBallot.marks


class PaperBallot(Model):
    """So many sheets of an accepted batch with the same marks; the order of the pile is gone."""

    __tablename__ = "paper_ballot"
    __table_args__ = (
        ForeignKeyConstraint(["poll_id", "batch"], ["paper_batch.poll_id", "paper_batch.number"]),
        CheckConstraint("count > 0", name="count"),
        {"sqlite_with_rowid": False},
    )

    poll_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    marks: Mapped[str] = mapped_column(String(1000), primary_key=True)  # as Ballot.marks; or, in quotes, an Invalidity
    count: Mapped[int]


class Reconciliation(Model):
    """대조표: what was counted by hand besides the votes, and why figures differ where they do."""

    __tablename__ = "reconciliation"
    __table_args__ = (
        CheckConstraint("printed >= 0 AND unused >= 0 AND spoilt >= 0", name="figures"),
        CheckConstraint("written_by_id <> confirmed_by_id", name="two_people"),
    )

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    printed: Mapped[int]
    unused: Mapped[int]
    spoilt: Mapped[int]
    differences: Mapped[dict[str, int]] = mapped_column(JSON)  # as they stood when the reasons were written
    reasons: Mapped[dict[str, Any]] = mapped_column(JSON)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
