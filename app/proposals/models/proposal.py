"""A proposal: a matter that somebody brings before the neighbours."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.kernel.db import Model, Versioned
from app.kernel.i18n import LazyString
from app.people.models import User
from app.proposals.policy import PROPOSAL_POLICY
from app.proposals.states import PROPOSAL, Category, ProposalState

if TYPE_CHECKING:
    from app.proposals.models.ending import Ending
    from app.proposals.models.handover import Handover
    from app.proposals.models.parts import Photo
    from app.proposals.models.people import CoProposer


class Proposal(Versioned, Model):
    """의제 제안: a matter, from the first word on. Its page is the one whose QR shows the whole way."""

    __tablename__ = "proposal"
    __policy__ = PROPOSAL_POLICY
    __table_args__ = (
        Index("ix_proposal_council_id_state", "council_id", "state", "published_at"),
        Index("ix_proposal_council_id_published_at", "council_id", "published_at"),
        Index("ix_proposal_published_at", "published_at"),  # the newest of all councils, on the first page
        Index("uq_proposal_author_id_once", "author_id", "once", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    once: Mapped[str | None] = mapped_column(String(40))  # the form it came from: sent twice, kept once
    # 대신 접수: the resident who spoke, where the author is the officer who wrote it down
    spoken_by: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(120), default="")
    problem: Mapped[str] = mapped_column(Text, default="")
    wish: Mapped[str] = mapped_column(Text, default="")
    cost_won: Mapped[int | None] = mapped_column(BigInteger)
    # 쓰기 어려울 수 있는 이웃: whom the wish could leave out
    access_needs: Mapped[str] = mapped_column(String(300), default="")
    category: Mapped[Category | None]
    link_made_at: Mapped[datetime | None]  # of the link that asks whoever opens it to bring the proposal too
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.DRAFT)
    drafted_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    moved_on_at: Mapped[datetime | None]  # when it had the endorsements that the bylaws ask for
    edited_at: Mapped[datetime | None]  # after it was published
    edit_count: Mapped[int] = mapped_column(default=0)
    # written before there was an Ending, which has them since
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(String(300), default="")
    endorsement_count: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)  # comments that are shown

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(lazy="raise_on_sql")
    photos: Mapped[list["Photo"]] = relationship(back_populates="proposal", order_by="Photo.id", lazy="raise_on_sql")
    co_proposers: Mapped[list["CoProposer"]] = relationship(
        back_populates="proposal", order_by="CoProposer.invited_at", lazy="raise_on_sql"
    )
    # on its way to another council, which has not answered yet
    handover: Mapped["Handover | None"] = relationship(
        primaryjoin="and_(Handover.proposal_id == Proposal.id, Handover.state == 'offered')",
        viewonly=True,
        uselist=False,
        lazy="raise_on_sql",
    )
    ending: Mapped["Ending | None"] = relationship(back_populates="proposal", lazy="raise_on_sql")

    if TYPE_CHECKING:
        origin: Mapped[Any]  # the meeting that it comes from: the slice of meetings adds it
        asked_before: Mapped[Any]  # the request that came too late to be asked again: the slice of decisions adds it

    @classmethod
    def blank(cls, council: Council) -> Self:
        """A proposal that nobody has written yet, to ask the policy who may."""
        return cls(council=council, council_id=council.id, state=ProposalState.DRAFT)

    @property
    def is_draft(self) -> bool:
        """Whether only its author sees it."""
        return self.state is ProposalState.DRAFT

    @property
    def is_whole(self) -> bool:
        """Whether all is there that neighbours need; a draft that is kept while it is written may lack some."""
        return bool(self.title and self.problem and self.wish)

    @property
    def is_withdrawn(self) -> bool:
        """Whether its author took it back."""
        return self.state is ProposalState.WITHDRAWN

    @property
    def has_ended(self) -> bool:
        """Whether it was withdrawn or has another fate."""
        return self.state in {ProposalState.WITHDRAWN, ProposalState.CLOSED}

    @property
    def standing(self) -> LazyString:
        """Where it stands in a word or two: its fate once it has ended."""
        return self.ending.fate.label if self.has_ended and self.ending else self.state.label

    @property
    def is_out(self) -> bool:
        """Whether it was ever published; a draft that was withdrawn stays its author's."""
        return self.published_at is not None or not (self.is_draft or self.is_withdrawn)

    @property
    def lacks_endorsements(self) -> bool:
        """Whether the council's bylaws ask for more endorsements than it has."""
        return self.endorsement_count < self.council.bylaws.endorsements_needed

    @property
    def bringers(self) -> list[User]:
        """The author and those who said yes to bringing it too."""
        return [self.author, *(other.user for other in self.co_proposers if other.accepted)]

    @property
    def asked(self) -> list["CoProposer"]:
        """Those of whom the author knows that they were asked to bring it too."""
        return [other for other in self.co_proposers if other.is_known]

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = PROPOSAL.after(action, self.state)
