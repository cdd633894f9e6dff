"""Proposals, who brings them, and who endorses them."""

from datetime import datetime
from typing import Self

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.kernel.db import Model, Versioned
from app.kernel.i18n import LazyString
from app.people.models import User
from app.proposals.policy import PROPOSAL_POLICY
from app.proposals.states import PROPOSAL, REOPENED, Choice, Fate, ProposalState

MOST_PHOTOS = 4
MOST_CO_PROPOSERS = 20
LONGEST_PART = 24


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
    ending: Mapped["Ending | None"] = relationship(back_populates="proposal", lazy="raise_on_sql")

    @classmethod
    def blank(cls, council: Council) -> Self:
        """A proposal that nobody has written yet, to ask the policy who may."""
        return cls(council=council, council_id=council.id, state=ProposalState.DRAFT)

    @property
    def is_draft(self) -> bool:
        """Whether only its author sees it."""
        return self.state is ProposalState.DRAFT

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
    def lacks_endorsements(self) -> bool:
        """Whether the council's bylaws ask for more endorsements than it has."""
        return self.endorsement_count < self.council.bylaws.endorsements_needed

    @property
    def is_out(self) -> bool:
        """Whether it was ever published; a draft that was withdrawn stays its author's."""
        return self.published_at is not None or not (self.is_draft or self.is_withdrawn)

    @property
    def bringers(self) -> list[User]:
        """The author and those who said yes to bringing it too."""
        return [self.author, *(other.user for other in self.co_proposers if other.accepted)]

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = PROPOSAL.after(action, self.state)


class ProposalPart(Model):
    """A part of the words of a proposal, for finding it: two syllables, a word of other letters, two initials (~)."""

    __tablename__ = "proposal_part"
    __table_args__ = {"sqlite_with_rowid": False}

    part: Mapped[str] = mapped_column(String(LONGEST_PART), primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True, index=True)
    weight: Mapped[int]  # how often it stands there, more for the title


class ProposalVersion(Model):
    """What a published proposal said before an edit: neighbours endorsed those words."""

    __tablename__ = "proposal_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(120))
    problem: Mapped[str] = mapped_column(Text)
    wish: Mapped[str] = mapped_column(Text)
    cost_won: Mapped[int | None] = mapped_column(BigInteger)
    replaced_at: Mapped[datetime]


class Photo(Model):
    """A photo of a proposal; `description` says what is on it to those who do not see it."""

    __tablename__ = "photo"
    __table_args__ = (Index("uq_photo_proposal_id_once", "proposal_id", "once", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    once: Mapped[str | None] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    description: Mapped[str] = mapped_column(String(200), default="")

    proposal: Mapped[Proposal] = relationship(back_populates="photos", lazy="raise_on_sql")


class CoProposer(Model):
    """Another neighbour who was asked to bring the proposal; accepted_at is None until they say yes."""

    __tablename__ = "co_proposer"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    invited_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship(back_populates="co_proposers", lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def accepted(self) -> bool:
        """Whether the neighbour said yes."""
        return self.accepted_at is not None

    @property
    def waits(self) -> bool:
        """Whether the neighbour has not answered yet."""
        return self.accepted_at is None and self.declined_at is None


class Endorsement(Model):
    """공감: "this matters to me too"; not a vote."""

    __tablename__ = "endorsement"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    # 옮기기: the person's own answer once the proposal lives on in another; None until they give it
    choice: Mapped[Choice | None]
    chosen_at: Mapped[datetime | None]


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

    proposal: Mapped[Proposal] = relationship(back_populates="ending", lazy="raise_on_sql")
    by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def asks_supporters(self) -> bool:
        """Whether each supporter is asked where the support goes."""
        return self.fate in {Fate.MERGED, Fate.SPLIT}

    @property
    def can_be_reopened(self) -> bool:
        """Whether the matter can be taken up again under the same address."""
        return self.fate in REOPENED
