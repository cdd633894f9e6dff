"""The minutes of a meeting: sentences that those who were there correct, and that are sealed at publication."""

import hashlib
import json
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, cast

from sqlalchemy import ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import Model, Versioned
from app.kernel.db.growing import append_only, attach
from app.kernel.policy import Policy
from app.meetings.models.journal import MeetingRole
from app.meetings.models.meetings import Meeting, SentOnce
from app.meetings.policy import MINUTES_POLICY
from app.meetings.states import CORRECTION, MINUTES, CorrectionState, LineKind, MinutesState
from app.people.models import User

POSTED_FOR = timedelta(days=30)  # at least: Seongdong-gu, Daedeok-gu and Goyang-si ordinances
TRIGGERS = {
    "sealed_minutes": append_only("sealed_minutes", "sealed minutes are never changed"),
    "addendum": append_only("addendum", "an addendum to sealed minutes is never changed"),
}


class Minutes(Versioned, Model):
    """회의록: how far the minutes of a meeting have come. Meetings that ended before there were sentences have none."""

    __tablename__ = "minutes"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True, autoincrement=False)
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.DRAFT)
    written_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]
    corrections_until: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    reminded_at: Mapped[datetime | None]  # that they are due in three days
    overdue_at: Mapped[datetime | None]  # that they are late

    approved_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    def allows(self, action: str) -> bool:
        """Whether the action can be done in the state they are in."""
        return MINUTES.allows(action, self.state)

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = MINUTES.after(action, self.state)

    def takes_corrections(self, at: datetime) -> bool:
        """Whether those who were there may propose a correction at the moment."""
        until = self.corrections_until
        return self.allows("correct") and until is not None and at < until


class MinutesLine(SentOnce, Versioned, Model):
    """A sentence of the minutes, in its place; one that was struck out stays, and is not counted."""

    __tablename__ = "minutes_line"
    __table_args__ = (Index("ix_minutes_line_meeting_id_position", "meeting_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("minutes.meeting_id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    position: Mapped[int]
    kind: Mapped[LineKind]
    text: Mapped[str] = mapped_column(Text)
    struck_at: Mapped[datetime | None]

    @property
    def is_struck(self) -> bool:
        """Whether it was taken out."""
        return self.struck_at is not None


class LineVersion(Model):
    """What a sentence said before somebody changed it, or that it stood there before it was struck out."""

    __tablename__ = "minutes_line_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("minutes_line.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    was_struck: Mapped[bool]
    replaced_at: Mapped[datetime]
    replaced_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)

    replaced_by: Mapped[User] = relationship(lazy="raise_on_sql")


class LineCorrection(SentOnce, Versioned, Model):
    """Other words for a sentence, proposed by somebody who was there; `was` is what it said then."""

    __tablename__ = "minutes_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("minutes.meeting_id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("minutes_line.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    was: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(300))
    state: Mapped[CorrectionState] = mapped_column(default=CorrectionState.OFFERED)
    offered_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    answer: Mapped[str] = mapped_column(String(300), default="")  # why it was declined

    line: Mapped[MinutesLine] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(foreign_keys=author_id, lazy="raise_on_sql")

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.state is CorrectionState.OFFERED

    @property
    def is_accepted(self) -> bool:
        """Whether the sentence took its words."""
        return self.state is CorrectionState.ACCEPTED

    def move(self, action: str) -> None:
        """Go to the state after the action, or raise Conflict."""
        self.state = CORRECTION.after(action, self.state)


class SealedMinutes(Model):
    """봉인한 회의록: the minutes as they were published, in canonical JSON, and the hash that the ledger holds."""

    __tablename__ = "sealed_minutes"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("minutes.meeting_id"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime]

    @property
    def content(self) -> dict[str, Any]:
        """The minutes, read."""
        return dict(json.loads(self.text))

    @property
    def is_whole(self) -> bool:
        """Whether the text has the hash it was sealed with."""
        return hashlib.sha256(self.text.encode()).hexdigest() == self.hash


class Addendum(SentOnce, Model):
    """덧붙임: what is put right after the sealing. It stands below the minutes, which stay as they are."""

    __tablename__ = "addendum"
    __table_args__ = (Index("uq_addendum_meeting_id_number", "meeting_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("sealed_minutes.meeting_id"))
    number: Mapped[int]  # from 1
    text: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)


@dataclass(frozen=True)
class MinutesDesk:
    """The minutes as somebody who comes to read or to correct them meets them; `came` holds who was there, by user.

    `minutes` is None for meetings that ended before there were sentences, and for those that have not ended.
    """

    meeting: Meeting
    minutes: Minutes | None
    came: Set[int]

    __policy__: ClassVar[Policy] = MINUTES_POLICY

    @property
    def council(self) -> Council:
        """The council that met."""
        return self.meeting.council

    @property
    def roles(self) -> Sequence[MeetingRole]:
        """Who helped with the meeting: its scribe helps with the minutes too."""
        return self.meeting.roles

    @property
    def is_shown(self) -> bool:
        """Whether those who were there may read them."""
        return self.minutes is not None and self.minutes.state is not MinutesState.DRAFT

    @property
    def is_sealed(self) -> bool:
        """Whether nothing in them changes any more."""
        return self.minutes is not None and self.minutes.state is MinutesState.SEALED

    def days_left(self, today: date) -> int | None:
        """How many days there are to publish them, below zero where they are late; None where no day is set."""
        by = self.meeting.publish_by
        return None if by is None or self.meeting.has_minutes else (by - today).days

    def is_late(self, today: date) -> bool:
        """Whether the day by which they have to be out has passed, and they are not."""
        left = self.days_left(today)
        return left is not None and left < 0

    @property
    def posted_until(self) -> date | None:
        """The day until which they stay posted, counted from their publication."""
        out = self.meeting.published_at
        return None if out is None else (clock.seoul(out) + POSTED_FOR).date()


for _model in (SealedMinutes, Addendum):
    attach(cast(Table, _model.__table__), TRIGGERS[_model.__tablename__])
