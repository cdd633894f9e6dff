"""Passing a proposal on to the council that it belongs to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.kernel.db import Model
from app.people.models import User
from app.proposals.models.proposal import Proposal
from app.proposals.policy import HANDOVER_POLICY
from app.proposals.states import HandoverState

_WAITS = text("state = 'offered'")


class Handover(Model):
    """넘기기: that another council take the proposal over, and what that council answered. One waits at a time."""

    __tablename__ = "handover"
    __policy__ = HANDOVER_POLICY
    __table_args__ = (
        Index(
            "uq_handover_proposal_id_offered", "proposal_id", unique=True, sqlite_where=_WAITS, postgresql_where=_WAITS
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    reason: Mapped[str] = mapped_column(String(500))
    state: Mapped[HandoverState] = mapped_column(default=HandoverState.OFFERED)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    offered_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(500), default="")
    new_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)

    proposal: Mapped[Proposal] = relationship(foreign_keys=proposal_id, lazy="raise_on_sql")
    to: Mapped[Council] = relationship(foreign_keys=to_id, lazy="raise_on_sql")
    by: Mapped[User] = relationship(foreign_keys=by_id, lazy="raise_on_sql")
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id, lazy="raise_on_sql")

    @property
    def council(self) -> Council:
        """That which passes the proposal on: rules ask every subject for its council."""
        return self.proposal.council

    @property
    def council_id(self) -> int:
        """Its number: events ask every subject for it."""
        return self.proposal.council_id

    @property
    def waits(self) -> bool:
        """Whether it was not answered yet."""
        return self.state is HandoverState.OFFERED
