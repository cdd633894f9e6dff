"""Councils, who called them, who belongs to them, and their bylaws."""

from datetime import datetime
from fractions import Fraction

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, func
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from app.councils.policy import COUNCIL_POLICY, DONG_POLICY, MEMBERSHIP_POLICY
from app.councils.states import (
    COUNCIL,
    MEMBERSHIP,
    CouncilState,
    Kind,
    MembershipState,
    Seat,
    Tie,
)
from app.kernel.db import Model, Versioned
from app.people.models import User
from app.places.models import Alley, Dong

CALLERS_NEEDED = 3  # Dongjak-gu and Gangnam-gu, 2019: three neighbours call an alley council
_TONES = {CouncilState.GATHERING: "warning", CouncilState.ACTIVE: "success", CouncilState.CLOSED: "neutral"}

# A dong stands below and knows no council: what its officers may do with its councils is added from here.
Dong.__policy__ = {**Dong.__policy__, **DONG_POLICY}


class Council(Versioned, Model):
    """The standing body of an alley, or of a whole dong (alley_id is then None)."""

    __tablename__ = "council"
    __policy__ = COUNCIL_POLICY
    # three dongs of Seoul are called 신사동: a number names a council within its dong
    __table_args__ = (
        UniqueConstraint("dong_id", "number"),
        Index("uq_council_called_by_id_once", "called_by_id", "once", unique=True),
        Index("uq_council_taken_by_id_once", "taken_by_id", "once", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dong_id: Mapped[int] = mapped_column(ForeignKey("dong.id"), index=True)
    alley_id: Mapped[int | None] = mapped_column(ForeignKey("alley.id"), index=True)
    kind: Mapped[Kind]
    name: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[CouncilState] = mapped_column(default=CouncilState.GATHERING)
    number: Mapped[str] = mapped_column(String(40))  # 접수번호 상도3-2026-0412
    called_at: Mapped[datetime]
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # 대신 접수: the officer who wrote it down, and the resident who spoke (민원처리법 시행령 §10④)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    spoken_by: Mapped[str] = mapped_column(String(40), default="")
    once: Mapped[str | None] = mapped_column(String(40))  # the form it came from, which makes one council

    dong: Mapped[Dong] = relationship(lazy="raise_on_sql")
    alley: Mapped[Alley | None] = relationship(lazy="raise_on_sql")
    called_by: Mapped[User | None] = relationship(foreign_keys=called_by_id, lazy="raise_on_sql")
    taken_by: Mapped[User | None] = relationship(foreign_keys=taken_by_id, lazy="raise_on_sql")
    callers: Mapped[list["Caller"]] = relationship(back_populates="council", lazy="raise_on_sql")
    bylaws: Mapped["Bylaws"] = relationship(back_populates="council", lazy="raise_on_sql")

    @property
    def council(self) -> "Council":
        """Itself: rules ask every subject for its council."""
        return self

    @property
    def council_id(self) -> int:
        """Its own number: events ask every subject for its council."""
        return self.id

    @property
    def is_gathering(self) -> bool:
        """Whether neighbours can still sign the call."""
        return self.state is CouncilState.GATHERING

    @property
    def is_closed(self) -> bool:
        """Whether it has ended."""
        return self.state is CouncilState.CLOSED

    @property
    def missing_callers(self) -> int:
        """How many neighbours are still needed to open it."""
        return max(0, CALLERS_NEEDED - len(self.callers))

    @property
    def tone(self) -> str:
        """The colour of its state's badge."""
        return _TONES[self.state]

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = COUNCIL.after(action, self.state)


class Caller(Model):
    """One of the neighbours who call a council: names only, no proof of identity is asked."""

    __tablename__ = "caller"
    __table_args__ = (UniqueConstraint("council_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    signed_at: Mapped[datetime]

    council: Mapped[Council] = relationship(back_populates="callers", lazy="raise_on_sql")

    @property
    def masked_name(self) -> str:
        """The name as strangers may read it: 박순자 is 박○자, 김산 is 김○."""
        hidden = "○" * max(1, len(self.name) - 2)
        return self.name[0] + hidden + self.name[2:][-1:]


class Membership(Versioned, Model):
    """One person's tie to one council, confirmed by an officer of its dong."""

    __tablename__ = "membership"
    __policy__ = MEMBERSHIP_POLICY
    __table_args__ = (
        Index("uq_membership_council_id_user_id", "council_id", "user_id", unique=True),
        Index("ix_membership_identity_key", "council_id", "identity_key"),
        CheckConstraint("birth_year BETWEEN 1900 AND 2100", name="birth_year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    seat: Mapped[Seat] = mapped_column(default=Seat.RESIDENT)
    tie: Mapped[Tie]
    birth_year: Mapped[int | None]  # None once the person has left
    place: Mapped[str] = mapped_column(String(120), default="")  # road name, for the officer; erased once decided
    legal_name: Mapped[str] = mapped_column(String(60), default="")  # as on the card; erased once decided
    identity_key: Mapped[str | None] = mapped_column(String(64))  # a keyed hash of it and the year, for the officer
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # the person's other account
    state: Mapped[MembershipState] = mapped_column(default=MembershipState.REQUESTED)
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(String(200), default="")

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    # Rules of every page ask for the memberships of the person who reads it: loaded once, when first asked.
    user: Mapped[User] = relationship(
        foreign_keys=user_id, backref=backref("memberships", lazy="select", viewonly=True), lazy="raise_on_sql"
    )
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id, lazy="raise_on_sql")

    @hybrid_property
    def person_id(self) -> int:
        """Whom it counts as: the account itself, or the one that an officer found to be the same person's."""
        return self.user_id if self.same_as_id is None else self.same_as_id

    @person_id.inplace.expression
    @classmethod
    def _person_id(cls) -> ColumnElement[int]:
        return func.coalesce(cls.same_as_id, cls.user_id)

    @property
    def is_requested(self) -> bool:
        """Whether it waits for an officer."""
        return self.state is MembershipState.REQUESTED

    @property
    def is_confirmed(self) -> bool:
        """Whether an officer has confirmed it."""
        return self.state is MembershipState.CONFIRMED

    @property
    def is_declined(self) -> bool:
        """Whether an officer has declined it; `reason` says why."""
        return self.state is MembershipState.DECLINED

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = MEMBERSHIP.after(action, self.state)


class Bylaws(Versioned, Model):
    """A council's own rules (운영세칙). A poll copies and freezes them when it opens.

    Quorum: quorum_basis "none", "count" (quorum_value people), "roll" or "population"
    (quorum_value per 10,000 of the roll, or of the dong's people or `quorum_population`; rounded up).
    Passing: more than, or at least, passing_numerator / passing_denominator of passing_basis
    ("valid", "cast" or "roll").
    """

    __tablename__ = "bylaws"

    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), primary_key=True)
    preset: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(200), default="")
    ties: Mapped[list[str]] = mapped_column(JSON)
    min_age: Mapped[int]
    votes_per_voter: Mapped[int] = mapped_column(default=1)
    quorum_basis: Mapped[str] = mapped_column(String(12), default="none")
    quorum_value: Mapped[int] = mapped_column(default=0)
    quorum_population: Mapped[int | None]  # the figure to count from where it is not the whole dong
    passing_basis: Mapped[str] = mapped_column(String(8), default="valid")
    passing_numerator: Mapped[int] = mapped_column(default=1)
    passing_denominator: Mapped[int] = mapped_column(default=2)
    passing_strict: Mapped[bool] = mapped_column(default=True)  # more than half; False: at least
    abstentions_counted: Mapped[bool] = mapped_column(default=False)
    notice_days: Mapped[int] = mapped_column(default=0)
    tie_rule: Mapped[str] = mapped_column(String(12), default="lot")
    endorsements_needed: Mapped[int] = mapped_column(default=0)  # before a proposal moves on to a meeting; 0 is none
    remote_presence: Mapped[str] = mapped_column(String(12), default="none")  # none, discussion or quorum

    council: Mapped[Council] = relationship(back_populates="bylaws", lazy="raise_on_sql")

    @property
    def passing_share(self) -> Fraction:
        """The share that carries a motion, exactly."""
        return Fraction(self.passing_numerator, self.passing_denominator)
