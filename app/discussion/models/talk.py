"""What belongs to a whole discussion: its rules, a pause, the summary, and what neighbours would have it say."""

from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.discussion.policy import TALK_POLICY
from app.kernel.db import Model, Versioned
from app.people.models import User

STARTER_WORDS = "씨발\n시발\n병신\n지랄\n개새끼\n미친놈\n미친년\nㅅㅂ\nㅂㅅ"


class TalkRules(Versioned, Model):
    """How a council moderates: by when, which words wait for a person, quiet hours, and the limit for newcomers."""

    __tablename__ = "talk_rules"
    __policy__ = TALK_POLICY

    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), primary_key=True)
    hours: Mapped[int] = mapped_column(default=48)  # from a flag to the moment by which somebody has looked
    words: Mapped[str] = mapped_column(Text, default=STARTER_WORDS)  # one a line
    quiet_from: Mapped[int | None]  # hours of the day in Seoul; None: the discussion knows no night
    quiet_until: Mapped[int | None]
    new_days: Mapped[int] = mapped_column(default=3)
    new_per_hour: Mapped[int] = mapped_column(default=5)

    council: Mapped[Council] = relationship(lazy="raise_on_sql")

    @classmethod
    def of_no_say(cls, council: Council) -> Self:
        """The rules of a council that has set none."""
        values = {"hours": 48, "words": STARTER_WORDS, "new_days": 3, "new_per_hour": 5}
        return cls(council_id=council.id, council=council, quiet_from=None, quiet_until=None, **values)

    @property
    def word_list(self) -> list[str]:
        """The words that wait for a person."""
        return [word for line in self.words.splitlines() if (word := line.strip())]

    @property
    def has_night(self) -> bool:
        """Whether what is written at night appears in the morning."""
        return self.quiet_from is not None and self.quiet_until is not None and self.quiet_from != self.quiet_until


class Pause(Model):
    """A discussion that rests for some hours: nothing is written, everything is read."""

    __tablename__ = "pause"

    subject_type: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    until: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)


class Summary(Model):
    """What a facilitator says the discussion has come to; the latest stands on top, the earlier ones stay readable."""

    __tablename__ = "summary"
    __policy__ = TALK_POLICY
    __table_args__ = (Index("ix_summary_subject", "subject_type", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    written_at: Mapped[datetime]

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    by: Mapped[User] = relationship(lazy="raise_on_sql")


class SummaryCorrection(Versioned, Model):
    """What a neighbour would have the summary say instead; the facilitator takes it or answers it."""

    __tablename__ = "summary_correction"
    __policy__ = TALK_POLICY
    __table_args__ = (Index("ix_summary_correction_subject", "subject_type", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    body: Mapped[str] = mapped_column(String(500))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    proposed_at: Mapped[datetime]
    taken: Mapped[bool | None]  # None until somebody has answered
    answer: Mapped[str] = mapped_column(String(300), default="")
    answered_at: Mapped[datetime | None]

    council: Mapped[Council] = relationship(lazy="raise_on_sql")
    by: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it."""
        return self.answered_at is None
