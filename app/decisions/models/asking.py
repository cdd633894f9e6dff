"""Asking again (재심사): who asks and with what, who stands behind it, what the council says of an answer."""

from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.decisions.models.report import Request
from app.decisions.policy import ASKING_POLICY
from app.decisions.states import ASKING_AGAIN, SUPPORTERS_NEEDED, AskingState
from app.kernel.db import Model
from app.kernel.db.growing import append_only, attach
from app.people.models import User
from app.proposals.models import Proposal

TRIGGERS = {
    "council_view": append_only("council_view", "what a council said of an answer stands"),
    "later_proposal": append_only("later_proposal", "where a matter went on stays told"),
}


class AskingAgain(Model):
    """다시 묻기: the council or a resident asks the centre once more after an answer, once for each request.

    What the facilitator asks, or who brings a new fact, goes to the centre at once; without one it waits until
    SUPPORTERS_NEEDED residents stand behind it. `again` is the request that the centre then has.
    """

    __tablename__ = "asking_again"
    __policy__ = ASKING_POLICY

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), unique=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    again_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), unique=True)
    state: Mapped[AskingState] = mapped_column(default=AskingState.GATHERING)
    text: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    request: Mapped[Request] = relationship(foreign_keys=request_id, lazy="raise_on_sql")
    again: Mapped[Request | None] = relationship(foreign_keys=again_id, lazy="raise_on_sql")
    supports: Mapped[list["AskingSupport"]] = relationship(back_populates="asking", lazy="raise_on_sql")

    @property
    def is_gathering(self) -> bool:
        """Whether it waits for residents who stand behind it."""
        return self.state is AskingState.GATHERING

    @property
    def lacking(self) -> int:
        """How many more residents it needs."""
        return max(0, SUPPORTERS_NEEDED - len(self.supports))

    def is_supported_by(self, user_id: int) -> bool:
        """Whether the person stands behind it already."""
        return any(support.user_id == user_id for support in self.supports)

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = ASKING_AGAIN.after(action, self.state)


class AskingSupport(Model):
    """힘 보태기: a resident who stands behind asking again; the asker is the first."""

    __tablename__ = "asking_support"

    asking_id: Mapped[int] = mapped_column(ForeignKey("asking_again.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    at: Mapped[datetime]

    asking: Mapped[AskingAgain] = relationship(back_populates="supports", lazy="raise_on_sql")


class CouncilView(Model):
    """골목회의의 의견: what the council says of an answer, once, beside it."""

    __tablename__ = "council_view"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime]

    by: Mapped[User] = relationship(lazy="raise_on_sql")


class LaterProposal(Model):
    """이어진 새 제안: what somebody asked too late to ask again, so that it goes on as a proposal."""

    __tablename__ = "later_proposal"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    at: Mapped[datetime]

    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql", overlaps="asked_before")
    request: Mapped[Request] = relationship(lazy="raise_on_sql")


for _model in (CouncilView, LaterProposal):
    attach(cast(Table, _model.__table__), TRIGGERS[_model.__tablename__])
