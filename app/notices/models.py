"""What a person is told in the app."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.decisions.states import Answer
from app.kernel.db import Model
from app.kernel.events import Event
from app.kernel.i18n import LazyString
from app.kernel.policy import Policy
from app.notices.policy import INBOX_POLICY, NOTIFICATION_POLICY
from app.notices.states import KINDS
from app.proposals.states import Fate

ANSWERED = {"decision.published", "decision.corrected"}


class Inbox:
    """The notices of whoever has signed in."""

    __policy__: ClassVar[Policy] = INBOX_POLICY


class Notification(Model):
    """One line to one person about one event; its sentence is written when it is shown, in their language."""

    __tablename__ = "notification"
    __policy__ = NOTIFICATION_POLICY
    __table_args__ = (
        Index("uq_notification_user_id_event_id", "user_id", "event_id", unique=True),
        Index("ix_notification_unread", "user_id", "read_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    action: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(300))
    told_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship(lazy="raise_on_sql")

    @property
    def sentence(self) -> str:
        """What happened."""
        return sentence(self.event, self.title)

    @property
    def after(self) -> LazyString:
        """What comes next."""
        return KINDS[self.action].after

    @property
    def breaches(self) -> Sequence[str]:
        """What does not hold, in the sentences of the reconciliation, in Korean; () of any other event."""
        found: Sequence[str] = self.event.facts.get("breaches", ())
        return found

    @property
    def is_unread(self) -> bool:
        """Whether it was not opened yet."""
        return self.read_at is None


def sentence(event: Event, title: str) -> str:
    """What happened, in the reader's language: a title that residents wrote inside a sentence of ours."""
    words = {"title": title}
    if event.action in ANSWERED:
        words["answer"] = str(Answer(event.facts["answer"]).label)
    elif event.action == "proposal.closed":
        words["fate"] = str(Fate(event.facts["fate"]).label)
    return str(KINDS[event.action].sentence) % words
