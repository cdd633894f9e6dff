"""Referrals, and who looked at them."""

from datetime import datetime, timedelta
from typing import Self, cast

from sqlalchemy import ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.kernel.db.growing import append_only, attach
from app.kernel.i18n import LazyString
from app.meetings.models import Meeting
from app.people.models import User
from app.places.models import Dong
from app.referrals.policy import REFERRAL_POLICY
from app.referrals.states import REFERRAL, TOLD, ReferralState, Urgency

TRIGGERS = append_only("referral_look", "who looked at a referral stays written down")


class Referral(Model):
    """복지 연계: a worry about somebody, told to the welfare planners of the dong alone.

    It has no council, so that no list of what a council did can show it. `text`, `note`, `author_id` and `meeting_id`
    are emptied some time after it is done (app/referrals/jobs.py); state and moments stay.
    """

    __tablename__ = "referral"
    __policy__ = REFERRAL_POLICY
    __table_args__ = (
        Index("ix_referral_dong_id_made_at", "dong_id", "made_at"),
        Index("uq_referral_author_id_once", "author_id", "once", unique=True),
        Index("ix_referral_kept", "erased_at", "done_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dong_id: Mapped[int] = mapped_column(ForeignKey("dong.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    once: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    urgency: Mapped[Urgency]
    state: Mapped[ReferralState] = mapped_column(default=ReferralState.NEW)
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    taken_up_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    dong: Mapped[Dong] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")
    author: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @classmethod
    def blank(cls, dong_id: int) -> Self:
        """One that nobody has made, to ask the policy who may see those of the dong."""
        return cls(dong_id=dong_id)

    @property
    def told(self) -> LazyString:
        """How far it is, as the one who made it is told."""
        return TOLD[self.state]

    @property
    def is_new(self) -> bool:
        """Whether no planner has opened it."""
        return self.state is ReferralState.NEW

    @property
    def is_done(self) -> bool:
        """Whether it was seen through."""
        return self.state is ReferralState.DONE

    @property
    def is_urgent(self) -> bool:
        """Whether it was for the day on which it was made, and still waits."""
        return self.urgency is Urgency.TODAY and not self.is_done

    def kept_until(self, days: int) -> datetime | None:
        """From when on the words are erased, so many days after it was done; None before."""
        return self.done_at + timedelta(days=days) if self.done_at else None

    def allows(self, action: str) -> bool:
        """Whether the action can be done in the state it is in."""
        return self.erased_at is None and REFERRAL.allows(action, self.state)

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = REFERRAL.after(action, self.state)


class ReferralLook(Model):
    """열어 본 기록: who had the words of a referral shown, and when; one row each time."""

    __tablename__ = "referral_look"

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="raise_on_sql")


attach(cast(Table, ReferralLook.__table__), TRIGGERS)
