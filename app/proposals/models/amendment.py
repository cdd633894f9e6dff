"""Other words for a proposal, offered by a neighbour."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, and_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from app.councils.models import Council
from app.discussion.models import Comment
from app.kernel.db import Model, Versioned
from app.people.models import User
from app.proposals.models.parts import ProposalVersion
from app.proposals.models.proposal import Proposal
from app.proposals.policy import AMENDMENT_POLICY
from app.proposals.states import AMENDMENT, AmendmentState

MOST_WAITING = 3  # of one neighbour on one proposal


class Amendment(Versioned, Model):
    """수정안: other words for a published proposal, whole; who brings it takes them or says why not."""

    __tablename__ = "amendment"
    __policy__ = AMENDMENT_POLICY
    __table_args__ = (
        Index("ix_amendment_proposal_id_state", "proposal_id", "state"),
        Index("uq_amendment_author_id_once", "author_id", "once", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    once: Mapped[str | None] = mapped_column(String(40))  # the form it came from: sent twice, kept once
    title: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(120))
    problem: Mapped[str] = mapped_column(Text)
    wish: Mapped[str] = mapped_column(Text)
    cost_won: Mapped[int | None] = mapped_column(BigInteger)
    access_needs: Mapped[str] = mapped_column(String(300), default="")
    reason: Mapped[str] = mapped_column(String(300))
    on_edit: Mapped[int]  # how often the proposal had been edited when these words were put beside its own
    state: Mapped[AmendmentState] = mapped_column(default=AmendmentState.OFFERED)
    offered_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    answer: Mapped[str] = mapped_column(String(300), default="")  # why it was declined
    replaced_id: Mapped[int | None] = mapped_column(ForeignKey("proposal_version.id"), index=True)

    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(foreign_keys=author_id, lazy="raise_on_sql")
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id, lazy="raise_on_sql")
    replaced: Mapped[ProposalVersion | None] = relationship(lazy="raise_on_sql")  # what the proposal said before
    # its words before moderators, once somebody has flagged them
    copy: Mapped[Comment | None] = relationship(
        primaryjoin=lambda: and_(
            foreign(Comment.subject_id) == Amendment.id, Comment.subject_type == "amendment", Comment.is_copy
        ),
        viewonly=True,
        uselist=False,
        lazy="raise_on_sql",
    )

    @property
    def council(self) -> Council:
        """The council before which the proposal is brought."""
        return self.proposal.council

    @property
    def council_id(self) -> int:
        """The number of that council."""
        return self.proposal.council_id

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.state is AmendmentState.OFFERED

    @property
    def is_accepted(self) -> bool:
        """Whether the proposal took its words."""
        return self.state is AmendmentState.ACCEPTED

    @property
    def is_covered(self) -> bool:
        """Whether a moderator took its words away from the others, and they are not shown again."""
        return self.copy is not None and not self.copy.is_shown

    @property
    def is_stale(self) -> bool:
        """Whether the proposal has changed since, while it waits."""
        return self.waits and self.on_edit != self.proposal.edit_count

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = AMENDMENT.after(action, self.state)
