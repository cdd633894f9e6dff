"""What phones without network wrote of a meeting and sent later."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.meetings.states import Merged
from app.people.models import User


class OfflineEntry(Model):
    """인터넷 없이 적은 것: one line of a phone's own journal, under a key that makes sending it again harmless.

    What was kept stands where such things stand, so its facts are not kept here too. What could not be merged keeps
    them, until a person has settled it and after.
    """

    __tablename__ = "offline_entry"
    __table_args__ = (Index("ix_offline_entry_meeting_id_merged", "meeting_id", "merged"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    journal: Mapped[str] = mapped_column(String(40))  # chosen by chance when a phone is prepared
    key: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    merged: Mapped[Merged]
    reason: Mapped[str] = mapped_column(String(500), default="")  # why not, in a sentence
    number: Mapped[int | None]  # at the door, of whom it let in
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)

    by: Mapped[User] = relationship(foreign_keys=by_id, lazy="raise_on_sql")
