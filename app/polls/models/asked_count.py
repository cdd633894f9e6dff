"""Counts that the worker makes, because a page would have to wait for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.kernel.i18n import LazyString
from app.people.models import User
from app.polls.states import CountStage, CountStep

LONGEST_REFUSAL = 1000
_WAY = (CountStage.WAITING, CountStage.COMPARING, CountStage.COUNTING)


class AskedCount(Model):
    """개표 부탁: a step of the count that somebody asked for, how far the worker is, and why it was refused.

    The row goes with the step; a refused one stays until somebody asks again.
    """

    __tablename__ = "asked_count"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True, autoincrement=False)
    step: Mapped[CountStep]
    stage: Mapped[CountStage] = mapped_column(default=CountStage.WAITING)
    refusal: Mapped[str] = mapped_column(String(LONGEST_REFUSAL), default="")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime]

    asked_by: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def way(self) -> list[LazyString]:
        """What the worker does, one after the other."""
        return [stage.label for stage in _WAY]

    @property
    def reached(self) -> int:
        """At which of these it is; the first is 1."""
        return _WAY.index(self.stage) + 1

    @property
    def is_refused(self) -> bool:
        """Whether the worker has found why the step cannot be taken."""
        return self.stage is CountStage.REFUSED
