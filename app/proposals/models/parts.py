"""What belongs to a proposal: the parts of its words, its earlier words and its photos."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model

if TYPE_CHECKING:
    from app.proposals.models.proposal import Proposal

MOST_PHOTOS = 4
LONGEST_PART = 24


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
    access_needs: Mapped[str] = mapped_column(String(300), default="")
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

    proposal: Mapped["Proposal"] = relationship(back_populates="photos", lazy="raise_on_sql")
