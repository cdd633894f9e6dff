"""What is written while a meeting runs, and who helps with it."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import JSON, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Model
from app.kernel.db.growing import append_only, attach
from app.meetings.floor import Entry, Kind
from app.meetings.states import Role
from app.people.models import User

TRIGGERS = append_only("meeting_entry", "the journal of a meeting only grows")


class MeetingEntry(Model):
    """진행 기록: one line of a meeting's journal, from which app/meetings/floor reads where it stands.

    `at` is when it happened, `received_at` when it came here; a phone without network sends it later. Speakers are
    numbers at the door, never names.
    """

    __tablename__ = "meeting_entry"
    __table_args__ = (Index("ix_meeting_entry_meeting_id_at", "meeting_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    key: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)

    @property
    def entry(self) -> Entry:
        """The line as the floor reads it."""
        return Entry(self.key, self.at, Kind(self.kind), self.facts)


attach(cast(Table, MeetingEntry.__table__), TRIGGERS)


class MeetingRole(Model):
    """역할: somebody who helps with a running meeting from their own phone, and may do that alone."""

    __tablename__ = "meeting_role"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
    given_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="raise_on_sql")
