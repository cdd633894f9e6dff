"""Who stands behind a proposal: who brings it too, and who endorses it."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.kernel.policy import Policy
from app.people.models import User
from app.proposals.policy import LINK_POLICY
from app.proposals.states import Choice

if TYPE_CHECKING:
    from app.proposals.models.proposal import Proposal

MOST_CO_PROPOSERS = 20


class CoProposer(Model):
    """Another neighbour who was asked to bring the proposal; accepted_at is None until they say yes."""

    __tablename__ = "co_proposer"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    invited_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    # asked at a number or an address: who asked does not learn that such a neighbour is here until they say yes
    by_contact: Mapped[bool] = mapped_column(default=False)

    proposal: Mapped["Proposal"] = relationship(back_populates="co_proposers", lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def accepted(self) -> bool:
        """Whether the neighbour said yes."""
        return self.accepted_at is not None

    @property
    def is_known(self) -> bool:
        """Whether the author may know that this neighbour was asked."""
        return self.accepted or not self.by_contact

    @property
    def waits(self) -> bool:
        """Whether the neighbour has not answered yet."""
        return self.accepted_at is None and self.declined_at is None


class JoiningLink:
    """A link that somebody opened to bring a proposal too, and whether it is the one that its author made last."""

    __policy__: ClassVar[Policy] = LINK_POLICY

    def __init__(self, proposal: "Proposal", *, is_right: bool) -> None:
        """The proposal has its council and its co-proposers."""
        self.id, self.proposal, self.is_right = proposal.id, proposal, is_right


class Endorsement(Model):
    """공감: "this matters to me too"; not a vote."""

    __tablename__ = "endorsement"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    # 옮기기: the person's own answer once the proposal lives on in another; None until they give it
    choice: Mapped[Choice | None]
    chosen_at: Mapped[datetime | None]
