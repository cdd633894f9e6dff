"""What becomes of proposals: merged, split, passed on."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.kernel.db import Model
from app.people.models import User
from app.proposals.models.proposal import Proposal
from app.proposals.policy import MERGER_POLICY
from app.proposals.states import Fate, MergerState

_WAITS = text("state = 'asked'")


class Lineage(Model):
    """The old proposal lives on in the new one: merged into it, split off as it, or passed on."""

    __tablename__ = "lineage"

    old_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True, index=True)
    way: Mapped[Fate]
    at: Mapped[datetime]

    old: Mapped[Proposal] = relationship(foreign_keys=old_id, lazy="raise_on_sql")
    new: Mapped[Proposal] = relationship(foreign_keys=new_id, lazy="raise_on_sql")


class Merger(Model):
    """합치자는 제의: that the old proposal lives on in the new one; whoever is asked answers. One waits at a time."""

    __tablename__ = "merger"
    __policy__ = MERGER_POLICY
    __table_args__ = (
        Index("uq_merger_old_id_asked", "old_id", unique=True, sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    old_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    reason: Mapped[str] = mapped_column(String(500))
    state: Mapped[MergerState] = mapped_column(default=MergerState.ASKED)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    old: Mapped[Proposal] = relationship(foreign_keys=old_id, lazy="raise_on_sql")
    new: Mapped[Proposal] = relationship(foreign_keys=new_id, lazy="raise_on_sql")
    by: Mapped[User] = relationship(foreign_keys=by_id, lazy="raise_on_sql")
    asked: Mapped[User] = relationship(foreign_keys=asked_id, lazy="raise_on_sql")

    @property
    def council(self) -> Council:
        """That of both proposals: rules ask every subject for its council."""
        return self.old.council

    @property
    def waits(self) -> bool:
        """Whether it was not answered yet."""
        return self.state is MergerState.ASKED
