"""Panels, their pools, and who agreed to be asked."""

from datetime import datetime
from typing import Any, Self

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council, Membership
from app.kernel.db import Model, Versioned
from app.panels.policy import PANEL_POLICY, PLACE_POLICY
from app.panels.states import PANEL, PLACE, PanelState, PlaceState, Sex
from app.people.models import User
from app.proposals.models import Proposal

FEWEST, MOST = 2, 200  # on a panel


class PanelConsent(Model):
    """추첨 동의: a member's word that a lot may fall on them; the row goes when they take it back or leave."""

    __tablename__ = "panel_consent"

    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True, autoincrement=False)
    sex: Mapped[Sex]
    agreed_at: Mapped[datetime]

    membership: Mapped[Membership] = relationship(lazy="raise_on_sql")


class Panel(Versioned, Model):
    """추첨 참여단: what it meets on, and its lot. `lot` is the public file (docs/reference/lot-file.md) as an object.

    `secret` stays here between the announcement and the lot, and is in the file after it.
    """

    __tablename__ = "panel"
    __policy__ = PANEL_POLICY
    __table_args__ = (
        Index("ix_panel_council_id", "council_id", "id"),
        Index("uq_panel_author_id_once", "author_id", "once", unique=True),
        CheckConstraint(f"size BETWEEN {FEWEST} AND {MOST}", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    once: Mapped[str | None] = mapped_column(String(40))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(Text)
    meets_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    by_age: Mapped[bool] = mapped_column(default=True)
    by_sex: Mapped[bool] = mapped_column(default=False)
    answer_days: Mapped[int]  # within which someone who was drawn answers
    state: Mapped[PanelState] = mapped_column(default=PanelState.DRAFT)
    lot: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    secret: Mapped[str] = mapped_column(String(64), default="")
    announced_at: Mapped[datetime | None]
    drawn_at: Mapped[datetime | None]
    statement: Mapped[str] = mapped_column(Text, default="")
    heard_at: Mapped[datetime | None]

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    places: Mapped[list["PanelPlace"]] = relationship(
        back_populates="panel", order_by="PanelPlace.rank, PanelPlace.code", lazy="raise_on_sql"
    )

    @classmethod
    def blank(cls, council: Council) -> Self:
        """A panel that nobody has prepared yet, to ask the policy who may."""
        return cls(council=council, council_id=council.id, state=PanelState.DRAFT)

    @property
    def is_draft(self) -> bool:
        """Whether it is still being prepared."""
        return self.state is PanelState.DRAFT

    @property
    def is_announced(self) -> bool:
        """Whether the lot is announced and not drawn."""
        return self.state is PanelState.ANNOUNCED

    @property
    def is_drawn(self) -> bool:
        """Whether the lot was drawn."""
        return self.state in (PanelState.DRAWN, PanelState.HEARD)

    @property
    def is_heard(self) -> bool:
        """Whether its statement is public."""
        return self.state is PanelState.HEARD

    @property
    def divided_by(self) -> list[str]:
        """The names of the columns by which the pool is divided."""
        return [name for name, wanted in (("나이", self.by_age), ("성별", self.by_sex)) if wanted]

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = PANEL.after(action, self.state)


class PanelPlace(Model):
    """참여단 명단의 한 줄: a person of the pool by a code; `rank` is the place in the drawn order, 0 before."""

    __tablename__ = "panel_place"
    __policy__ = PLACE_POLICY
    __table_args__ = (
        Index("uq_panel_place_panel_id_code", "panel_id", "code", unique=True),
        Index("uq_panel_place_panel_id_user_id", "panel_id", "user_id", unique=True),
        Index("ix_panel_place_state", "state", "answer_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    code: Mapped[str] = mapped_column(String(8))
    stratum: Mapped[str] = mapped_column(String(80))
    rank: Mapped[int] = mapped_column(default=0)
    state: Mapped[PlaceState] = mapped_column(default=PlaceState.POOLED)
    answer_by: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    attended: Mapped[bool] = mapped_column(default=False)

    panel: Mapped[Panel] = relationship(back_populates="places", lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def council(self) -> Council:
        """The panel's council: rules ask every subject for it."""
        return self.panel.council

    @property
    def council_id(self) -> int:
        """Its number: events ask every subject for it."""
        return self.panel.council_id

    @property
    def is_invited(self) -> bool:
        """Whether an answer is waited for."""
        return self.state is PlaceState.INVITED

    @property
    def is_accepted(self) -> bool:
        """Whether the person takes part."""
        return self.state is PlaceState.ACCEPTED

    @property
    def is_declined(self) -> bool:
        """Whether the person said no."""
        return self.state is PlaceState.DECLINED

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = PLACE.after(action, self.state)
