"""How a proposal ends."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.people.models import User
from app.proposals.states import ASKING, REOPENED, Fate, ProposalState

if TYPE_CHECKING:
    from app.proposals.models.proposal import Proposal


class Ending(Model):
    """결말: the one fate of a proposal, with the reason and who stated it; by_id is None for the clock.

    `source_type` and `source_id` name what it came from: the minutes of a meeting, a poll, a request, a proposal.
    """

    __tablename__ = "ending"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    fate: Mapped[Fate]
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    left: Mapped[ProposalState]  # the state in which it was before
    source_type: Mapped[str] = mapped_column(String(32), default="")
    source_id: Mapped[int | None]

    proposal: Mapped["Proposal"] = relationship(back_populates="ending", lazy="raise_on_sql")
    by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def asks_supporters(self) -> bool:
        """Whether each supporter is asked where the support goes."""
        return self.fate in ASKING

    @property
    def can_be_reopened(self) -> bool:
        """Whether the matter can be taken up again under the same address."""
        return self.fate in REOPENED
